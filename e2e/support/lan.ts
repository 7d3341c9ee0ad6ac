/** Preloaded into a station: this machine looks as if it were on a shop's network, which reaches loopback only. */
import os from 'node:os';
import { syncBuiltinESMExports } from 'node:module';

os.networkInterfaces = () => ({
  wlan0: [
    {
      address: '127.0.0.1',
      netmask: '255.0.0.0',
      family: 'IPv4',
      mac: '00:00:00:00:00:00',
      internal: false,
      cidr: '127.0.0.1/8',
    },
  ],
});
syncBuiltinESMExports();
