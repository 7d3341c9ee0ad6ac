import { type Html, html } from './html.ts';

const phone = html`<rect class="shell" x="26" y="4" width="68" height="112" rx="10" />`;

/** The four steps of *Como escanear*, drawn for this page: menu, linked devices, link a device, camera. */
export const illustrations: readonly Html[] = [
  html`${phone}
    <path class="line" d="M36 20h26M36 40h48M36 56h48M36 72h48" />
    <g class="hot">
      <circle cx="82" cy="14" r="2.5" />
      <circle cx="82" cy="21" r="2.5" />
      <circle cx="82" cy="28" r="2.5" />
      <circle class="ring" cx="82" cy="21" r="13" />
    </g>
    <g class="hot">
      <circle class="ring" cx="78" cy="100" r="12" />
      <circle class="stroke" cx="78" cy="100" r="3.5" />
      <path
        class="stroke"
        d="M78 92.5v2.5M78 105v2.5M70.500 100h2.500M83 100h2.500M72.700 94.700l1.800 1.800M81.500 103.500l1.800 1.800M72.700 105.300l1.800-1.800M81.500 96.500l1.800-1.800"
      />
    </g>`,
  html`${phone}
    <path class="line" d="M36 20h40M36 38h48M36 90h48M36 104h30" />
    <rect class="hot-fill" x="30" y="50" width="60" height="26" rx="6" />
    <g class="on-hot">
      <path d="M36 58h14v9H36zM34 69h18" />
      <rect x="48" y="60" width="6" height="10" rx="1.5" />
      <path d="M62 60h22M62 67h14" />
    </g>`,
  html`${phone}
    <path class="line" d="M36 20h34" />
    <path class="soft" d="M44 34h32v20H44zM38 58h44" />
    <rect class="hot-fill" x="34" y="70" width="52" height="18" rx="9" />
    <path class="on-hot" d="M44 79h32" />
    <path class="line" d="M36 102h40" />`,
  html`<rect class="shell" x="2" y="20" width="66" height="80" rx="6" />
    <path
      class="pixels"
      d="M14 38h14v14H14zM42 38h14v14H42zM14 66h14v14H14zM36 60h6v6h-6zM48 60h8v6h-8zM42 70h6v10h-6zM52 72h4v8h-4z"
    />
    <rect class="shell" x="76" y="12" width="42" height="88" rx="8" />
    <path class="hot-line" d="M84 46v-8h8M102 38h8v8M110 60v8h-8M92 68h-8v-8" />
    <path class="pixels" d="M90 44h5v5h-5zM99 44h5v5h-5zM90 56h5v5h-5zM99 56h5v5h-5z" />`,
];
