import { createInterface } from 'node:readline';
import keytar from 'keytar';
import { z } from 'zod';
import { keyId } from '../../main/keys/derive.ts';
import { createDevice, type DeviceAnswer, loadDevice, readDeviceSecret } from '../../main/keys/device.ts';
import { openKeychain } from '../../main/keys/keychain.ts';

/**
 * A program of its own that uses the keychain as main does: one JSON request a line on stdin, one answer a line on stdout. The Secret Service it sees is that of its environment,
 * which a process can't change once it has asked.
 */
const request = z.discriminatedUnion('call', [
  z.object({ call: z.literal('read'), account: z.string() }),
  z.object({ call: z.literal('read-after-prompt'), account: z.string() }),
  z.object({ call: z.literal('read-together'), accounts: z.array(z.string()) }),
  z.object({ call: z.literal('write'), account: z.string(), value: z.string() }),
  z.object({ call: z.literal('remove'), account: z.string() }),
  z.object({ call: z.literal('held') }),
  z.object({ call: z.literal('create'), workstation: z.string(), storeExists: z.boolean() }),
  z.object({ call: z.literal('create-together'), workstation: z.string() }),
  z.object({ call: z.literal('load'), workstation: z.string(), keyId: z.string() }),
  z.object({ call: z.literal('secret'), workstation: z.string(), keyId: z.string() }),
]);

const keychain = openKeychain(Number(process.argv[2] ?? 5_000));

const shown = (answer: DeviceAnswer): unknown =>
  answer.state === 'ready' ? { state: 'ready', keyId: keyId(answer.device.secret) } : answer;

/** As where somebody turns the prompt for the first question away, which then says "nothing there", and answers the next: from then on it is the real keyring that answers. */
const readAfterPrompt = async (account: string): Promise<unknown> => {
  const { getPassword } = keytar;
  keytar.getPassword = async () => {
    keytar.getPassword = getPassword;
    return null;
  };
  return keychain.read(account);
};

const answerTo = async (asked: z.infer<typeof request>): Promise<unknown> => {
  switch (asked.call) {
    case 'read':
      return keychain.read(asked.account);
    case 'read-after-prompt':
      return readAfterPrompt(asked.account);
    case 'read-together':
      return Promise.all(asked.accounts.map((account) => keychain.read(account)));
    case 'write':
      return keychain.write(asked.account, asked.value);
    case 'remove':
      return keychain.remove(asked.account);
    case 'held':
      return keychain.isHeld();
    case 'create':
      return shown(await createDevice(keychain, asked.workstation, asked.storeExists));
    case 'create-together':
      return (await Promise.all([1, 2, 3].map(() => createDevice(keychain, asked.workstation, false)))).map(shown);
    case 'load':
      return shown(await loadDevice(keychain, asked.workstation, { keyId: asked.keyId }));
    case 'secret': {
      const answer = await readDeviceSecret(keychain, asked.workstation, asked.keyId);
      return { state: answer.state };
    }
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answerTo(request.parse(JSON.parse(line))))}\n`);
}
