import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadApiConfig, loadMigrationConfig, loadWorkerConfig } from '../../config/env.ts';
import { loadStartConfig } from '../../config/start.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const API = {
  API_DATABASE_URL: 'postgres://jiannuo_api:geheim@db:5432/jiannuo',
  OIDC_ISSUER: 'https://login.example.cn',
  DATA_KEYS: `new:${KEY},old:${KEY}`,
  INDEX_KEY: KEY,
};

function linesOf(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  return [];
}

describe('the environment', () => {
  it('becomes typed and frozen, the first key in use', () => {
    const config = loadApiConfig(API);
    expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', oidc: { audience: 'jiannuo-api' } });
    expect(config.dataKeys.map(({ id, key }) => [id, key.length])).toEqual([
      ['new', 32],
      ['old', 32],
    ]);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('names every wrong variable at once, in both languages, without its value', () => {
    const lines = linesOf(() =>
      loadApiConfig({ ...API, API_DATABASE_URL: 'mysql://root:geheim@db/x', PORT: '70000', INDEX_KEY: 'short' }),
    );
    expect(lines.map((line) => line.split('：')[0])).toEqual(['API_DATABASE_URL', 'PORT', 'INDEX_KEY']);
    for (const line of lines) expect(line).toMatch(/应为.* \/ .*expected/);
    expect(lines.join()).not.toContain('geheim');
  });

  it('says what is not set', () => {
    expect(linesOf(() => loadMigrationConfig({}))).toEqual([expect.stringContaining('DATABASE_URL：未设置')]);
    expect(linesOf(() => loadWorkerConfig({ ...API })).map((line) => line.split('：')[0])).toEqual([
      'WORKER_DATABASE_URL',
      'SMTP_URL',
    ]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadApiConfig({ ...API, PORT: '' }).port).toBe(8080);
  });

  it.each([
    ['an id twice', `a:${KEY},a:${KEY}`],
    ['a key of another length', `a:${Buffer.alloc(16).toString('base64')}`],
    ['no id', KEY],
  ])('refuses data keys with %s', (_, keys) => {
    expect(linesOf(() => loadApiConfig({ ...API, DATA_KEYS: keys }))).toEqual([expect.stringContaining('DATA_KEYS')]);
  });

  it('shows no secret to a logger', () => {
    const config = loadApiConfig(API);
    for (const shown of [JSON.stringify(config), inspect(config), inspect({ config }, { depth: 9 })]) {
      expect(shown).not.toContain('geheim');
      expect(shown).not.toContain(KEY);
      expect(shown).toContain('[secret]');
    }
  });

  it('takes the three database addresses together or not at all', () => {
    expect(loadStartConfig({}).database).toBeNull();
    expect(
      linesOf(() => loadStartConfig({ DATABASE_URL: 'postgres://o@db/x' })).map((line) => line.split('：')[0]),
    ).toEqual(['API_DATABASE_URL', 'WORKER_DATABASE_URL']);
  });
});
