/** What `npm start` says at its end: where to look, and as whom. */
import { DEMO_PASSWORD, demoAccounts, demoMachines } from './demo-accounts.ts';

export interface SummaryFacts {
  readonly apiUrl: string;
  /** Null: not ours, but from the environment. */
  readonly temporalUi: string | null;
  readonly issuer: string | null;
  readonly mailPage: string | null;
  readonly receiverPage: string | null;
}

export function printSummary(facts: SummaryFacts): void {
  const places: readonly (readonly [string, string | null])[] = [
    ['接口 API', facts.apiUrl],
    ['接口说明 API page', `${facts.apiUrl}/docs`],
    ['OpenAPI', `${facts.apiUrl}/openapi.json`],
    ['演示邮箱 mail', facts.mailPage],
    ['机构副本 copies', facts.receiverPage],
    ['身份认证 OIDC', facts.issuer],
    ['流程后台 Temporal UI', facts.temporalUi],
  ];
  const lines = ['', '践诺已启动 / jiannuo is running', ''];
  for (const [name, url] of places) if (url !== null) lines.push(`  ${padded(name, 24)}${url}`);
  if (facts.issuer !== null) lines.push('', ...accountLines(facts.issuer));
  lines.push('', 'Ctrl-C 停止，下次启动接着办 / Ctrl-C stops; the next start goes on where this one was', '');
  process.stdout.write(`${lines.join('\n')}\n`);
}

function accountLines(issuer: string): string[] {
  return [
    `演示账户，口令均为 ${DEMO_PASSWORD} / demo accounts, password ${DEMO_PASSWORD}`,
    ...demoAccounts.map(({ sub, name, about }) => `  ${padded(sub, 9)}${padded(name, 8)}${about.zh} / ${about.en}`),
    '系统账户及其密钥 / machines and their secrets',
    ...demoMachines.map(
      ({ clientId, clientSecret, name }) => `  ${padded(clientId, 12)}${padded(clientSecret, 24)}${name}`,
    ),
    '',
    '取一个令牌 / get a token:',
    `  curl -s ${issuer}/token -d grant_type=password -d client_id=jiannuo-scripts -d username=zhang -d password=${DEMO_PASSWORD}`,
    ...demoMachines
      .slice(0, 1)
      .map(
        ({ clientId, clientSecret }) =>
          `  curl -s ${issuer}/token -d grant_type=client_credentials -d client_id=${clientId} -d client_secret=${clientSecret}`,
      ),
  ];
}

/** Pads to a width on screen, where a Chinese character takes two columns. */
function padded(text: string, columns: number): string {
  const width = [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, columns - width));
}
