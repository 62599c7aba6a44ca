/**
 * `npm start` and `npm test` come in here, on any Node from 20, before anything is installed.
 * This file keeps to old syntax so that an older Node reads far enough to be told.
 */
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    '✖ 需要 Node 20 以上，当前为 ' +
      process.versions.node +
      '：请从 https://nodejs.org 安装新版 / ' +
      'Node 20 or later is needed, this is ' +
      process.versions.node +
      ': install a newer one from https://nodejs.org',
  );
  process.exit(1);
}

import('./parts/launcher.mjs').then(
  ({ launch }) => launch(process.argv.slice(2)),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
