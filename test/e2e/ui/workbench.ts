// The workbench as a person meets it: the packed extension installed, a folder open, keyboard and mouse.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../standIn/browser';
import { runCommand, startServer } from '../standIn/server';
import type { RunningServer } from '../standIn/server';

/** How long one thing may take to appear. */
const patience = 30_000;

/** Settings by their full name. */
export type UserSettings = Readonly<Record<string, unknown>>;

/** Colours as the tests name them, and as VS Code does. */
const themeNames = { light: 'Light Modern', dark: 'Dark Modern' } as const;
export type Theme = keyof typeof themeNames;
export const themes: readonly Theme[] = ['light', 'dark'];

const shots = path.resolve('out/screenshots');

const settings = {
  'workbench.startupEditor': 'none',
  'files.autoSave': 'off', // in a browser it is on unless one says so
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  // Hints stand between the words that the tests look for.
  'editor.inlayHints.enabled': 'off',
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
};

/** VS Code with the extension installed from its package. */
export interface Installation {
  /** Opens a window on a folder, with user data and a browser profile of its own. */
  readonly open: (folder: string, theme: Theme, more?: UserSettings) => Promise<Workbench>;
  readonly close: () => Promise<void>;
}

/** Installs the package into a fresh VS Code and starts it. */
export async function install(vsix: string): Promise<Installation> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'rulewright-ui-'));
  const folders = {
    server: path.join(scratch, 'server'),
    user: path.join(scratch, 'user'),
    extensions: path.join(scratch, 'extensions'),
  };
  mkdirSync(shots, { recursive: true });
  runCommand(['--install-extension', vsix], folders);
  const server = await startServer(folders);
  const browser = await launchBrowser();
  return {
    open: (folder, theme, more = {}) => {
      // Nothing of the window before is left: what it had not saved would come back in this one.
      const user = path.join(folders.user, 'User');
      rmSync(user, { recursive: true, force: true });
      mkdirSync(user, { recursive: true });
      const chosen = { ...settings, 'workbench.colorTheme': themeNames[theme], ...more };
      writeFileSync(path.join(user, 'settings.json'), JSON.stringify(chosen));
      return openWindow({ browser, server, theme }, folder);
    },
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

async function openWindow(
  { browser, server, theme }: { browser: Browser; server: RunningServer; theme: Theme },
  folder: string,
): Promise<Workbench> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  page.setDefaultTimeout(patience);
  await page.goto(`http://${server.authority}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.monaco-workbench .explorer-folders-view').waitFor();
  return new Workbench(page, theme);
}

/** One window. */
export class Workbench {
  constructor(
    readonly page: Page,
    private readonly theme: Theme,
  ) {}

  /** A picture of the window, for people to look at. */
  async shoot(what: string): Promise<void> {
    const file = path.join(shots, `${what}-${this.theme}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  /** Presses F1 or the like and answers the quick input: text, then Enter once a row with `row` is there. */
  async quickInput(key: string, text: string, row: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(key);
      try {
        await this.answer(text, row, attempt === 4 ? patience : 6000);
        return;
      } catch (error) {
        // A view that comes up late takes the focus, and with it the input goes.
        if (attempt === 4) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Answers an open quick input; `timeout` in milliseconds, of each step. */
  async answer(text: string, row: string, timeout = patience): Promise<void> {
    const widget = this.page.locator('.quick-input-widget:visible');
    await widget.locator('input[type=text]').fill(text, { timeout });
    // The row that Enter takes: the list may still be that of an empty input.
    const focused = widget.locator('.monaco-list-row.focused', { hasText: row }).first();
    await focused.waitFor({ timeout });
    await this.page.keyboard.press('Enter');
  }

  /** Opens a file at a line through Quick Open. */
  async openFile(name: string, line: number): Promise<void> {
    await this.quickInput('Control+P', `${name}:${line}`, name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** Puts the cursor at the end of a line of the active editor, and any hover away. */
  async goToEnd(line: number): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.quickInput('Control+G', `:${line}`, `line ${line}`);
    await this.page.keyboard.press('End');
  }

  line(text: string): Locator {
    return this.page.locator('.editor-instance .view-line', { hasText: text });
  }

  /** The smallest element of the editor that holds the text. */
  text(text: string): Locator {
    return this.page.locator('.editor-instance .view-line span', { hasText: text }).last();
  }

  /** Moves the mouse over the text until the hover with `answer` is there, as a person would. */
  async hover(text: string, answer: string): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: answer });
    for (let attempt = 1; ; attempt++) {
      try {
        const box = await boxOf(this.text(text));
        await this.page.mouse.move(5, 5);
        await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
        await hover.waitFor({ timeout: 4000 });
        return hover;
      } catch (error) {
        if (attempt === 5) throw error;
      }
    }
  }

  /** The page inside the web view that was opened last. */
  webView(): FrameLocator {
    const view = this.page.locator('iframe.webview.ready').last();
    return view.contentFrame().frameLocator('#active-frame');
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

/** Asks again and again until the answer is yes. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within ${patience} ms: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Where an element is once it is visible. */
async function boxOf(locator: Locator): Promise<{
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}> {
  await locator.waitFor();
  const box = await locator.boundingBox();
  if (box === null) throw new Error('the element is not on the screen');
  return box;
}
