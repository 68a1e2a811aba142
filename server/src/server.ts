// Entry of the language server (stdio, node IPC or socket): answers `initialize`, then loads the features.
import { createRequire } from 'node:module';
import {
  ErrorCodes,
  ProposedFeatures,
  ResponseError,
  createConnection,
} from 'vscode-languageserver/node';
import type { Connection, ConnectionOptions, InitializeResult } from 'vscode-languageserver/node';
import type * as Features from './serverFeatures';
import { checkedMessage, refuseRequests } from './serverParams';
import { serverCapabilities } from './services/capabilities';

/** What is left to do before the next message is handled. */
let pending: (() => void) | undefined;

startServer(openConnection());

/** The channel that the command line names; standard input and output without one. */
function openConnection(): Connection {
  const options: ConnectionOptions = {
    messageStrategy: {
      handleMessage(message, next) {
        doPending();
        return next(checkedMessage(message));
      },
    },
  };
  const named = process.argv.some((arg) => /^--(stdio|node-ipc|socket|pipe)/.test(arg));
  return named
    ? createConnection(ProposedFeatures.all, options)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout, options);
}

function startServer(connection: Connection): void {
  const early = connection.onRequest(
    (method) => new ResponseError(ErrorCodes.ServerNotInitialized, `${method} before initialize`),
  );
  connection.onInitialize((params): InitializeResult => {
    early.dispose();
    pending = () => {
      loadFeatures().startFeatures(connection, params);
    };
    // The next turn of the event loop writes the answer.
    setImmediate(() => setImmediate(doPending));
    return { serverInfo: { name: 'rulewright' }, capabilities: serverCapabilities };
  });
  refuseRequests(connection);
  connection.listen();
}

function doPending(): void {
  const work = pending;
  pending = undefined;
  work?.();
}

/** From a bundle of its own: to read it takes longer than all that the answer needs. */
function loadFeatures(): typeof Features {
  return createRequire(__filename)('./serverFeatures.cjs') as typeof Features;
}
