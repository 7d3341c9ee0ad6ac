import type { Menu, MenuItemConstructorOptions, WebContents } from 'electron';
import type { Words } from '../../i18n/index.ts';

/** Cut, copy and paste by the mouse: Electron brings none of it. */
export function addContextMenu(
  contents: Pick<WebContents, 'on'>,
  buildMenu: (items: MenuItemConstructorOptions[]) => Pick<Menu, 'popup'>,
  words: Words,
): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (!isEditable && selectionText === '') return;
    buildMenu([
      { role: 'cut', label: words('edit.cut'), enabled: editFlags.canCut, visible: isEditable },
      { role: 'copy', label: words('edit.copy'), enabled: editFlags.canCopy },
      { role: 'paste', label: words('edit.paste'), enabled: editFlags.canPaste, visible: isEditable },
      { role: 'selectAll', label: words('edit.select-all'), enabled: editFlags.canSelectAll },
    ]).popup();
  });
}
