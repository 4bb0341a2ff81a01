import { startPage } from './page.ts';
import { type Ask, workshop } from './work.ts';

// The same script is the page and its worker: the page hands its own text to the worker it makes.
if (typeof document === 'undefined') {
  const run = workshop((answer) => postMessage(answer));
  addEventListener('message', ({ data }: MessageEvent<Ask>) => void run(data));
  postMessage({ is: 'ready' });
} else {
  startPage(document.getElementById('app')?.textContent ?? '');
}
