/** Every variable the service reads: its shape, its default where it has one, and what to write in it. */
interface Variable {
  readonly schema: {
    type: 'string' | 'integer';
    pattern?: string;
    enum?: readonly string[];
    minimum?: number;
    maximum?: number;
    default?: string | number;
  };
  readonly expected: { readonly zh: string; readonly en: string };
}

const POSTGRES_URL = '^postgres(ql)?://[^/@\\s]+@[^/\\s]+/[^/\\s]+$';
const HTTP_URL = '^https?://[^\\s/]+[^\\s]*$';

function databaseUrl(zh: string, en: string): Variable {
  return {
    schema: { type: 'string', pattern: POSTGRES_URL },
    expected: {
      zh: `${zh}的 postgres://用户:口令@主机:端口/库名`,
      en: `postgres://user:password@host:port/database of ${en}`,
    },
  };
}

export const variables = {
  DATABASE_URL: databaseUrl('属主（迁移与授权）', 'the owner (migrations and grants)'),
  API_DATABASE_URL: databaseUrl('接口角色 jiannuo_api', "the API's role jiannuo_api"),
  WORKER_DATABASE_URL: databaseUrl('执行角色 jiannuo_worker', "the worker's role jiannuo_worker"),
  TEMPORAL_ADDRESS: {
    schema: { type: 'string', default: 'localhost:7233' },
    expected: {
      zh: '主机:端口，并请核对 TEMPORAL_* 与 Temporal 配置文件',
      en: 'host:port; check TEMPORAL_* and the Temporal profile file',
    },
  },
  TASK_QUEUE: {
    schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,200}$', default: 'jiannuo' },
    expected: { zh: '由字母、数字、点、横线组成的队列名', en: 'a queue name of letters, digits, dots, dashes' },
  },
  OIDC_ISSUER: {
    schema: { type: 'string', pattern: HTTP_URL },
    expected: { zh: '身份认证服务的 https 地址', en: "the identity provider's https address" },
  },
  OIDC_AUDIENCE: {
    schema: { type: 'string', pattern: '^\\S+$', default: 'jiannuo-api' },
    expected: { zh: '令牌的受众', en: 'the audience of the tokens' },
  },
  OIDC_TOKEN_TYPE: {
    schema: { type: 'string', pattern: '^[A-Za-z0-9+._-]+$', default: 'at+jwt' },
    expected: {
      zh: '访问令牌头部的 typ，例如 at+jwt 或 JWT；签发方不写时填 any',
      en: 'typ in the header of access tokens, at+jwt or JWT; any where the issuer writes none',
    },
  },
  OIDC_SCOPE: {
    schema: { type: 'string', pattern: '^\\S*$', default: '' },
    expected: { zh: '令牌必须具有的 scope；留空为不要求', en: 'a scope that tokens must have; empty for none' },
  },
  TRUST_PROXY: {
    schema: { type: 'string', pattern: '^[A-Za-z0-9.:/, ]*$', default: '' },
    expected: {
      zh: '可信反向代理的地址或网段，用逗号分隔；没有则留空',
      en: 'addresses or networks of the reverse proxies in front, by commas; empty for none',
    },
  },
  SMTP_URL: {
    schema: { type: 'string', pattern: '^smtps?://[^\\s/]+/?[^\\s]*$' },
    expected: { zh: 'smtp://主机:端口', en: 'smtp://host:port' },
  },
  MAIL_FROM: {
    schema: { type: 'string', pattern: '^.*[^\\s@<>]+@[^\\s@<>]+>?$', default: '践诺 <noreply@jiannuo.invalid>' },
    expected: { zh: '发件人地址，可带名称', en: "the sender's address, with a name if wanted" },
  },
  WEBHOOK_ORIGINS: {
    schema: { type: 'string', pattern: '^(https?://[^\\s/,@]+)?([\\s,]+https?://[^\\s/,@]+)*$', default: '' },
    expected: {
      zh: '仅供演示：可不经 TLS 或在本机接收推送的来源（协议://主机:端口），用逗号分隔；正式环境留空',
      en: 'for demonstrations: origins (scheme://host:port) that are pushed to without TLS, or on this machine, by commas; empty in production',
    },
  },
  HOST: {
    schema: { type: 'string', pattern: '^\\S+$', default: '127.0.0.1' },
    expected: { zh: '监听的主机名或地址', en: 'a host name or address to listen on' },
  },
  PORT: {
    schema: { type: 'integer', minimum: 0, maximum: 65_535, default: 8080 },
    expected: { zh: '0 至 65535 的端口号', en: 'a port from 0 to 65535' },
  },
  PUBLIC_URL: {
    schema: { type: 'string', pattern: HTTP_URL, default: 'http://localhost:8080' },
    expected: { zh: '公众访问本服务的地址', en: 'the address at which people reach the service' },
  },
  DATA_KEYS: {
    schema: { type: 'string', pattern: '^[A-Za-z0-9._-]+:[A-Za-z0-9+/]{43}=(,[A-Za-z0-9._-]+:[A-Za-z0-9+/]{43}=)*$' },
    expected: {
      zh: '“密钥号:32 字节的 base64”，多个用逗号分隔，首个为现用，密钥号不重复',
      en: '"keyId:base64 of 32 bytes", several by commas, the first in use, no id twice',
    },
  },
  INDEX_KEY: {
    schema: { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$' },
    expected: { zh: '32 字节的 base64', en: 'base64 of 32 bytes' },
  },
  LOG_LEVEL: {
    schema: { type: 'string', enum: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], default: 'info' },
    expected: {
      zh: 'fatal、error、warn、info、debug、trace 或 silent',
      en: 'fatal, error, warn, info, debug, trace or silent',
    },
  },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
