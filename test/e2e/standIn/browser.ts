// Starts headless Chromium that can reach nothing but this machine.
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { installBrowser } from './install';

/** A browser with a fresh profile; close it when done. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: installBrowser(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
}
