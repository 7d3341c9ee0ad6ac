/** *Como escanear*, step by step: the menu, the linked devices, the button, the camera at the screen. */
import type { ReactNode } from 'react';
import styles from './pictures.module.css';

function Drawing({ children }: { children: ReactNode }) {
  return (
    <svg className={styles.picture} width="168" height="132" viewBox="0 0 168 132" aria-hidden="true">
      <ellipse className={styles.ground} cx="84" cy="124" rx="76" ry="6" />
      {children}
    </svg>
  );
}

/** A phone's body with its screen; drawings within count from its corner. */
function Handset({ x, children }: { x: number; children: ReactNode }) {
  return (
    <g transform={`translate(${x} 8)`}>
      <rect className={styles.wall} width="60" height="114" rx="10" />
      <rect className={styles.screen} x="5" y="9" width="50" height="94" rx="3" />
      <path className={styles.fine} d="M24 108h12" />
      {children}
    </g>
  );
}

/** Where to put the finger. */
function Ring({ x, y }: { x: number; y: number }) {
  return <circle className={styles.ring} cx={x} cy={y} r="10" />;
}

function Chats() {
  return (
    <>
      {[26, 42, 58].map((y) => (
        <g key={y}>
          <circle className={styles.light} cx="15" cy={y + 4} r="5" />
          <path className={styles.fine} d={`M25 ${y + 2}h22M25 ${y + 7}h14`} />
        </g>
      ))}
    </>
  );
}

function Menu() {
  return (
    <Drawing>
      <Handset x={16}>
        <path className={styles.fine} d="M11 17h16" />
        <Chats />
        <Ring x={48} y={17} />
        <g className={styles.mark}>
          <circle cx="48" cy="12.500" r="1.750" />
          <circle cx="48" cy="17" r="1.750" />
          <circle cx="48" cy="21.500" r="1.750" />
        </g>
      </Handset>
      <Handset x={92}>
        <path className={styles.fine} d="M11 17h16" />
        <Chats />
        <path className={styles.lines} d="M5 84h50" />
        <circle className={styles.light} cx="15" cy="93" r="4" />
        <circle className={styles.light} cx="30" cy="93" r="4" />
        <Ring x={46} y={93} />
        <circle className={styles.gear} cx="46" cy="93" r="4" />
        <path
          className={styles.gear}
          d="M46 87v1.500M46 97.500V99M40 93h1.500M50.500 93H52M41.800 88.800l1 1M49.200 96.200l1 1M41.800 97.200l1-1M49.200 89.800l1-1"
        />
      </Handset>
    </Drawing>
  );
}

function LinkedDevices() {
  return (
    <Drawing>
      <Handset x={54}>
        <path className={styles.fine} d="M11 18h22M11 30h30M11 72h30M11 84h22" />
        <rect className={styles.row} x="2" y="40" width="56" height="20" rx="5" />
        <rect className={styles.onRow} x="8" y="45" width="13" height="8" rx="1" />
        <path className={styles.onRow} d="M6 55.500h17" />
        <path className={styles.onRow} d="M28 47.500h22M28 53h14" />
      </Handset>
    </Drawing>
  );
}

function LinkDevice() {
  return (
    <Drawing>
      <Handset x={54}>
        <rect className={styles.light} x="16" y="20" width="28" height="18" rx="2" />
        <path className={styles.bold} d="M12 41h36" />
        <path className={styles.fine} d="M13 50h34M18 56h24" />
        <rect className={styles.row} x="9" y="66" width="42" height="15" rx="7.500" />
        <path className={styles.onRow} d="M19 73.500h22" />
        <path className={styles.fine} d="M13 92h34" />
      </Handset>
    </Drawing>
  );
}

function Camera() {
  return (
    <Drawing>
      <rect className={styles.wall} x="8" y="18" width="86" height="66" rx="6" />
      <rect className={styles.screen} x="14" y="24" width="74" height="54" rx="2" />
      <path className={styles.front} d="M43 84h16l3 16H40z" />
      <rect className={styles.wood} x="28" y="100" width="46" height="6" rx="3" />
      <path
        className={styles.modules}
        d="M33 33h11v11H33zM58 33h11v11H58zM33 58h11v11H33zM48 34h5v5h-5zM50 44h6v6h-6zM60 49h9v5h-9zM48 58h5v11h-5zM58 60h6v5h-6zM65 64h4v5h-4z"
      />
      <path className={styles.beam} d="M100 62L74 30v42z" />
      <Handset x={100}>
        <path className={styles.bold} d="M14 34v-8h8M38 26h8v8M46 58v8h-8M22 66h-8v-8" />
        <path
          className={styles.modules}
          d="M20 32h7v7h-7zM33 32h7v7h-7zM20 52h7v7h-7zM30 42h5v5h-5zM35 50h5v9h-5z"
        />
        <circle className={styles.light} cx="30" cy="86" r="8" />
      </Handset>
    </Drawing>
  );
}

export const SCAN_PICTURES = [Menu, LinkedDevices, LinkDevice, Camera] as const;
