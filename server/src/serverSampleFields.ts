// Knows what is in the sample that was chosen last, for completion and hover: read in the background after a run.
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { SampleFields } from './events/sampleFields';
import type { ServerContext } from './serverContext';
import { askOwnWorker } from './serverWorker';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { stampOf } from './workspace/sampleFields';

/** Lives as long as the connection. */
export class ChosenSample {
  /** By file stamp, the last used last. */
  private readonly known = new Map<string, SampleFields>();
  private current: SampleFields | undefined;
  private reading: CancellationTokenSource | undefined;

  constructor(private readonly context: Pick<ServerContext, 'guardAsync'>) {}

  /** As far as it is known by now. */
  get fields(): SampleFields | undefined {
    return this.current;
  }

  /** Paths. What was being read of another choice is given up. */
  choose(samples: readonly string[]): void {
    this.reading?.cancel();
    const reading = new CancellationTokenSource();
    this.reading = reading;
    void this.context.guardAsync('sample fields', undefined, () => this.read(samples, reading));
  }

  private async read(
    samples: readonly string[],
    reading: CancellationTokenSource,
  ): Promise<undefined> {
    const stamp = stampOf(samples, nodeFileSystem);
    const known = stamp === undefined ? undefined : this.known.get(stamp);
    // What is known of another sample would mislead.
    this.current = known;
    if (known) return;
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

/** Going back and forth between two is common. */
const keptSamples = 2;
