import { type PointerEvent, useRef, type WheelEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../preload/entities.ts';
import { mediaAddress } from '../../../state/uploads.ts';
import styles from './viewer.module.css';
import { FITS, moved, STEP, type View, zoomed } from './zoom.ts';

interface CanvasProps {
  message: Message;
  view: View;
  onView: (view: View) => void;
}

/** A picture that the wheel brings nearer and the pointer moves; a double press goes in and out. */
export function Canvas({ message, view, onView }: CanvasProps) {
  const { t } = useTranslation();
  const room = useRef<HTMLDivElement>(null);
  const grip = useRef<{ x: number; y: number }>(undefined);
  const fromMiddle = (event: { clientX: number; clientY: number }) => {
    const box = room.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  };
  const wheel = (event: WheelEvent) =>
    onView(zoomed(view, event.deltaY < 0 ? 1.2 : 1 / 1.2, fromMiddle(event)));
  const move = (event: PointerEvent) => {
    if (!grip.current || !room.current) return;
    const { clientWidth: width, clientHeight: height } = room.current;
    onView(moved(view, event.clientX - grip.current.x, event.clientY - grip.current.y, { width, height }));
    grip.current = { x: event.clientX, y: event.clientY };
  };
  return (
    <div
      ref={room}
      className={styles.canvas}
      data-near={view.zoom > 1 || undefined}
      onWheel={wheel}
      onDoubleClick={(event) => onView(view.zoom > 1 ? FITS : zoomed(view, STEP * STEP, fromMiddle(event)))}
      onPointerDown={(event) => {
        if (event.button !== 0 || view.zoom === 1) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={move}
      onPointerUp={() => {
        grip.current = undefined;
      }}
    >
      <img
        className={styles.picture}
        src={mediaAddress(message.id)}
        alt={message.text === '' ? t('message.kinds.image') : message.text.slice(0, 200)}
        draggable={false}
        style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.zoom})` }}
      />
    </div>
  );
}
