import { describe, expect, it } from '@jest/globals';
import { isInsideAddress, objectionToUrl } from '../../../domain/messages/webhook-url.ts';

describe('where the service pushes to', () => {
  it.each([
    'https://credit.example.cn/pushes',
    'https://credit.example.cn:8443/a?b=c',
    'https://10.20.30.40/pushes',
    'https://192.168.1.2/pushes',
    'https://[2001:db8::1]/pushes',
  ])('%s is taken', (url) => {
    expect(objectionToUrl(url, [])).toBeNull();
  });

  it.each([
    ['', 'not-a-url'],
    ['credit.example.cn', 'not-a-url'],
    ['https://user:password@credit.example.cn/', 'not-a-url'],
    ['https://credit.example.cn/#part', 'not-a-url'],
    ['http://credit.example.cn/', 'not-https'],
    ['file:///etc/passwd', 'not-a-url'],
    ['ftp://credit.example.cn/', 'not-https'],
    ['https://localhost/', 'inside'],
    ['https://LOCALHOST./', 'inside'],
    ['https://db.internal/', 'inside'],
    ['https://127.0.0.1/', 'inside'],
    ['https://127.1/', 'inside'],
    ['https://2130706433/', 'inside'],
    ['https://0x7f000001/', 'inside'],
    ['https://0.0.0.0/', 'inside'],
    ['https://169.254.169.254/latest/meta-data', 'inside'],
    ['https://[::1]/', 'inside'],
    ['https://[::]/', 'inside'],
    ['https://[::ffff:127.0.0.1]/', 'inside'],
    ['https://[fe80::1]/', 'inside'],
    ['https://224.0.0.1/', 'inside'],
    ['https://100.100.100.200/latest/meta-data', 'inside'],
    ['https://192.0.0.192/', 'inside'],
    ['https://[fd00:ec2::254]/', 'inside'],
    ['https://[::ffff:100.100.100.200]/', 'inside'],
  ])('%s is not: %s', (url, objection) => {
    expect(objectionToUrl(url, [])).toBe(objection);
  });

  it('an origin on the list is taken as it is, and no other part of the same machine', () => {
    const origins = ['http://localhost:8095'];
    expect(objectionToUrl('http://localhost:8095/prompt', origins)).toBeNull();
    expect(objectionToUrl('http://localhost:8096/prompt', origins)).toBe('not-https');
    expect(objectionToUrl('https://localhost:8095/prompt', origins)).toBe('inside');
    expect(objectionToUrl('http://user@localhost:8095/', origins)).toBe('not-a-url');
  });

  it.each([
    ['127.0.0.1', true],
    ['0.0.0.0', true],
    ['169.254.1.1', true],
    ['255.255.255.255', true],
    ['::1', true],
    ['::', true],
    ['::ffff:127.0.0.1', true],
    ['::ffff:7f00:1', true],
    ['fe80::1', true],
    ['ff02::1', true],
    ['10.0.0.1', false],
    ['8.8.8.8', false],
    ['2001:db8::1', false],
    ['fd00::1', false],
  ])('%s lies inside: %s', (address, expected) => {
    expect(isInsideAddress(address)).toBe(expected);
  });
});
