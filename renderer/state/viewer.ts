/** Which picture or film fills the window. */
import { create } from 'zustand';

interface ViewerState {
  messageId: number | undefined;
}

export const useViewer = create<ViewerState>()(() => ({ messageId: undefined }));

export function showViewer(messageId: number): void {
  useViewer.setState({ messageId });
}

export function closeViewer(): void {
  useViewer.setState({ messageId: undefined });
}
