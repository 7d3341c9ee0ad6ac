/** The page's looks: one column on a phone, two on a tablet; light and dark. Always a light QR, or cameras fail. */
export const style = `
:root {
  --ground: #f3f6f4;
  --card: #ffffff;
  --ink: #14211b;
  --quiet: #52635a;
  --edge: #d3ddd7;
  --accent: #0a7548;
  --on-accent: #ffffff;
  --warn: #8a4b00;
  --warn-ground: #fff1d9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1613;
    --card: #18221d;
    --ink: #eaf2ed;
    --quiet: #a3b5ab;
    --edge: #2f3d36;
    --accent: #3ecf8e;
    --on-accent: #06281a;
    --warn: #ffcf87;
    --warn-ground: #3a2a10;
  }
}
* { box-sizing: border-box; margin: 0; padding: 0; }
[hidden] { display: none !important; }
html { height: 100%; background: var(--ground); color: var(--ink); }
body {
  min-height: 100%;
  max-width: 1120px;
  margin: 0 auto;
  padding: 14px 16px;
  font: 17px/1.4 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
  -webkit-text-size-adjust: 100%;
}
header { display: flex; align-items: baseline; justify-content: space-between; margin-bottom: 10px; }
h1 { font-size: 17px; font-weight: 600; }
.channel { margin-left: 12px; color: var(--quiet); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
h2 { font-size: 24px; line-height: 1.2; font-weight: 700; }
.stage { text-align: center; }
.qr { width: 100%; max-width: 56vh; margin: 0 auto 12px; background: #ffffff; border-radius: 16px; overflow: hidden; }
.qr svg { display: block; width: 100%; height: auto; transition: opacity 0.2s; }
.qr path { fill: #000000; }
.qr .stale { opacity: 0.12; }
.typed { padding: 28px 0 16px; }
.code {
  margin-bottom: 12px;
  font: 700 52px/1.1 ui-monospace, 'SF Mono', Menlo, Consolas, 'Roboto Mono', monospace;
  font-size: 13vw;
  letter-spacing: 0.02em;
  white-space: nowrap;
  -webkit-user-select: all;
  user-select: all;
}
.spinner {
  width: 72px;
  height: 72px;
  margin: 72px auto;
  border: 6px solid var(--edge);
  border-top-color: var(--accent);
  border-radius: 50%;
  animation: turn 1s linear infinite;
}
@keyframes turn { to { transform: rotate(1turn); } }
.mark { width: 96px; height: 96px; margin: 40px auto 20px; padding: 18px; border-radius: 50%; background: var(--warn-ground); }
.mark path { fill: none; stroke: var(--warn); stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
.who { margin-top: 6px; font-size: 20px; }
.help { max-width: 34em; margin: 6px auto 0; color: var(--quiet); }
.countdown { margin: 12px 0 0; font-variant-numeric: tabular-nums; }
.track { display: block; max-width: 320px; height: 6px; margin: 0 auto 6px; border-radius: 3px; background: var(--edge); overflow: hidden; }
#bar { display: block; height: 100%; background: var(--accent); transform-origin: left; transition: transform 1s linear; }
.notice { color: var(--warn); background: var(--warn-ground); border-radius: 10px; margin: 12px 0 0; padding: 10px 14px; }
.notice:empty { display: none; }
#lost { position: sticky; z-index: 1; top: 10px; margin: 0 0 10px; }
#notice { position: fixed; z-index: 2; bottom: 14px; left: 16px; right: 16px; border: 1px solid var(--warn); text-align: center; }
button, input { font: inherit; color: inherit; min-height: 48px; border-radius: 12px; border: 1px solid var(--edge); }
button { padding: 8px 16px; background: var(--card); font-weight: 600; cursor: pointer; touch-action: manipulation; }
button.small { min-height: 40px; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button:disabled { opacity: 0.5; }
button[aria-expanded='true'] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
#renew { margin-top: 18px; }
.guide { margin-top: 18px; padding: 16px; background: var(--card); border: 1px solid var(--edge); border-radius: 16px; }
.path { list-style: none; counter-reset: step; }
.path li { position: relative; padding: 4px 0 4px 40px; counter-increment: step; }
.path li::before {
  content: counter(step);
  position: absolute;
  left: 0;
  width: 28px;
  border-radius: 14px;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 700;
  line-height: 28px;
  text-align: center;
}
.path:not([hidden]) ~ .other-way { margin-top: 14px; padding-top: 14px; border-top: 1px solid var(--edge); }
.other-way p { margin-bottom: 10px; color: var(--quiet); }
.other-way button { margin: 0 8px 8px 0; }
.actions { display: flex; flex-wrap: wrap; margin: 8px -4px -4px; }
.actions button { flex: 1 1 auto; margin: 4px; padding: 8px 4px; font-size: 15px; }
.panel { margin-top: 12px; padding: 14px; background: var(--ground); border-radius: 12px; }
.panel label { display: block; margin-bottom: 6px; font-weight: 600; }
.field { display: flex; flex-wrap: wrap; margin: -4px; }
.field input { flex: 1 1 11em; min-width: 0; margin: 4px; padding: 8px 12px; background: var(--card); font-size: 20px; }
.field button { flex: 1 1 auto; margin: 4px; }
dt { font-weight: 600; }
dd { margin: 0 0 10px; color: var(--quiet); }
a { color: var(--accent); font-weight: 600; white-space: nowrap; }
.steps { list-style: none; display: flex; flex-wrap: wrap; margin: -6px; }
.steps li { flex: 1 1 130px; padding: 6px; text-align: center; font-size: 15px; }
.steps svg { display: block; width: 100%; max-width: 132px; height: auto; margin: 0 auto 6px; }
.steps .shell { fill: var(--card); stroke: var(--quiet); stroke-width: 2.5; }
.steps .line, .steps .soft { fill: none; stroke: var(--edge); stroke-width: 5; stroke-linecap: round; }
.steps .soft { stroke-width: 2.5; stroke: var(--quiet); stroke-linejoin: round; }
.steps .hot { fill: var(--accent); }
.steps .ring, .steps .stroke, .steps .hot-line { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
.steps .hot-line { stroke-width: 3.5; }
.steps .hot-fill { fill: var(--accent); }
.steps .on-hot, .steps .on-hot * { fill: none; stroke: var(--on-accent); stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
.steps .pixels { fill: var(--ink); }
footer { margin-top: 12px; text-align: center; font-size: 15px; color: var(--quiet); }

[data-phase='linked'] { background: #0a7548; color: #ffffff; }
[data-phase='linked'] .channel, [data-phase='linked'] .help { color: #ffffff; }
[data-phase='linked'] .mark { width: 150px; height: 150px; margin: 12vh auto 24px; background: #ffffff; }
[data-phase='linked'] .mark path { stroke: #0a7548; }
[data-phase='linked'] h2 { font-size: 34px; }

@media (min-width: 760px) {
  body { padding: 20px 28px; }
  h1, .channel { font-size: 20px; }
  h2 { font-size: 30px; }
  .code { font-size: 72px; }
  [data-phase='linked'] h2 { font-size: 48px; }
}
@media (min-width: 640px) and (orientation: landscape) {
  main { display: flex; align-items: flex-start; }
  .stage { flex: 1 1 56%; }
  .guide { flex: 1 1 44%; margin: 0 0 0 24px; }
  .qr { max-width: 84vh; }
  .code { font-size: 6.5vw; }
  [data-phase='linked'] .mark { margin-top: 8vh; }
}
@media (min-width: 640px) and (min-height: 600px) and (orientation: landscape) {
  .qr { max-width: 66vh; }
}
@media (prefers-reduced-motion: reduce) {
  .spinner { animation-duration: 4s; }
  #bar { transition: none; }
}
`;
