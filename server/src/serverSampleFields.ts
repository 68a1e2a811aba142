// Knows what is in the sample that was chosen last, for completion and hover: read in the background after a run, and
// that of an earlier session soon after the start.
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { SampleFields } from './events/sampleFields';
import type { ServerContext } from './serverContext';
import { askOwnWorker } from './serverWorker';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { ifReadable } from './workspace/fileSystem';
import { stampOf } from './workspace/sampleFields';

/** Lives as long as the connection. */
export class ChosenSample {
  /** By file stamp, the last used last. */
  private readonly known = new Map<string, SampleFields>();
  private current: SampleFields | undefined;
  private isOfThisSession = false;
  private reading: CancellationTokenSource | undefined;

  constructor(private readonly context: Pick<ServerContext, 'guardAsync'>) {}

  /** As far as it is known by now. */
  get fields(): SampleFields | undefined {
    return this.current;
  }

  /** Paths. What was being read of another choice is given up. */
  choose(samples: readonly string[]): void {
    this.isOfThisSession = true;
    this.look(samples);
  }

  /** Paths, chosen in an earlier session: a choice of this one counts more. */
  recall(samples: readonly string[]): void {
    setTimeout(() => {
      if (!this.isOfThisSession) this.look(samples);
    }, idleAfter).unref();
  }

  private look(samples: readonly string[]): void {
    this.reading?.cancel();
    const reading = new CancellationTokenSource();
    this.reading = reading;
    void this.context.guardAsync('sample fields', undefined, () => this.read(samples, reading));
  }

  private async read(
    samples: readonly string[],
    reading: CancellationTokenSource,
  ): Promise<undefined> {
    const found = ifReadable(() => ({ stamp: stampOf(samples, nodeFileSystem) }));
    const stamp = found?.stamp;
    const known = stamp === undefined ? undefined : this.known.get(stamp);
    // What is known of another sample would mislead.
    this.current = known;
    if (known || !found) return;
    const answer = await askOwnWorker({ kind: 'fields', samples }, reading.token);
    if (this.reading !== reading || answer?.kind !== 'fields' || !answer.fields) return;
    this.current = answer.fields;
    if (stamp !== undefined) this.keep(stamp, answer.fields);
  }

  private keep(stamp: string, fields: SampleFields): void {
    this.known.set(stamp, fields);
    for (const oldest of [...this.known.keys()].slice(0, -keptSamples)) this.known.delete(oldest);
  }
}

/** Milliseconds: the files that are open at the start come first. */
const idleAfter = 500;

/** Going back and forth between two is common. */
const keptSamples = 2;
