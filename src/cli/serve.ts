import { addressText, workerVariable } from '../config.ts';
import { command } from './command.ts';
import type { Context } from './context.ts';
import { exit } from './exit.ts';
import { configFolder } from './folders.ts';
import { activeProfile, addProfile, type Profile, profileNames } from './profile.ts';
import { serverConfig, serverOptions, startProblem } from './server_side.ts';

export default command({
  name: 'serve',
  examples: [
    'sfs serve',
    'sfs serve --listen 0.0.0.0:7350 --tls-cert server.pem --tls-key server.key',
    'SFS_DATABASE_URL=postgres://sfs@db/sfs sfs serve',
  ],
  local: true,
  options: serverOptions,
  async run(context, args) {
    const { io } = context;
    const config = serverConfig(io, args);
    if (io.env[workerVariable] && process.send) {
      await (await import('../server/worker.ts')).work(config, io.signal);
      return exit.done;
    }
    const { run } = await import('../server/run.ts');
    const running = await run(config).catch((error: unknown) => {
      throw startProblem(error);
    });
    const { host, port, metricsPort } = running;
    const address = addressText(host, port);
    if (running.ownerKey) welcome(context, address, running.ownerKey, config.tls !== undefined);
    if (metricsPort) context.note(`metrics on http://${addressText(config.metrics!.host, metricsPort)}/metrics`);
    io.stdout.write(`listening on ${address}\n`);
    await new Promise<void>((resolve) => {
      if (io.signal.aborted) resolve();
      io.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    context.note('stopping: running calls are answered first');
    await running.stop();
    return exit.done;
  },
});

/** Keeps the first owner's key where commands find it, and says what to do next. A profile that exists is never overwritten. */
function welcome(context: Context, address: string, key: string, tls: boolean) {
  const folder = configFolder(context.io.env);
  const profile: Profile = {
    server: tls ? `https://${address}` : address.replace(/^(0\.0\.0\.0|\[::\])/, '127.0.0.1'),
    key,
  };
  const taken = new Set(profileNames(folder));
  let name = 'local';
  for (let number = 2; taken.has(name) || !addProfile(folder, name, profile, { keep: true }); number += 1)
    name = `local${number}`;
  const use = activeProfile(folder) === name ? '' : ` --profile ${name}`;
  context.note(
    [
      `made the organization and the project "default"; the owner's key is in profile ${name}`,
      'next, in another terminal:',
      `  sfs doctor${use}`,
      `  sfs init${use}        (in a checkout: project, persona, CI key and workflow)`,
    ].join('\n'),
  );
}
