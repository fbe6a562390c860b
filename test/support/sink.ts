import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Ears on this machine for whatever tries to get out: every TCP connection and every UDP packet is counted, nothing is answered. */
export interface Sink {
  readonly tcp: number;
  readonly udp: number;
  readonly heard: () => number;
  readonly close: () => void;
}

export const openSink = async (): Promise<Sink> => {
  let heard = 0;
  const server = createServer((socket) => {
    heard += 1;
    socket.destroy();
  });
  const socket = createSocket('udp4');
  socket.on('message', () => {
    heard += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sink has no port');
  return {
    tcp: address.port,
    udp: socket.address().port,
    heard: () => heard,
    close: () => {
      server.close();
      socket.close();
    },
  };
};
