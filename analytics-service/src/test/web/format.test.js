import { test } from 'node:test';
import assert from 'node:assert/strict';
import { change, count, duration, durationTick, money, moneyTick, percent, plural } from '../../main/resources/web/app/shared/format.js';

// numbers and units are kept together by no-break spaces
const plain = text => text.replaceAll('\u00a0', ' ');

const cases = [
  [count, 0, '0'],
  [count, 7, '7'],
  [count, 842, '842'],
  [count, 999, '999'],
  [count, 1000, '1.00 k'],
  [count, 1240, '1.24 k'],
  [count, 12_345, '12.3 k'],
  [count, 999_949, '1.00 M'],
  [count, 3_100_000, '3.10 M'],
  [count, 3.2176, '3.22'],
  [count, 12.345, '12.3'],
  [count, null, '–'],
  [count, undefined, '–'],
  [count, NaN, '–'],
  [count, Infinity, '–'],
  [count, 'Infinity', '–'],
  [duration, 0, '0 ms'],
  [duration, 840.4, '840 ms'],
  [duration, 999.4, '999 ms'],
  [duration, 999.6, '1.0 s'],
  [duration, 9_400, '9.4 s'],
  [duration, 59_940, '59.9 s'],
  [duration, 59_960, '1 m 00 s'],
  [duration, 125_000, '2 m 05 s'],
  [duration, 3_599_600, '1 h 00 m'],
  [duration, 11_220_000, '3 h 07 m'],
  [duration, null, '–'],
  [durationTick, 0, '0'],
  [durationTick, 20_000, '20 s'],
  [durationTick, 2_500, '2.5 s'],
  [money, 0, '$0.00'],
  [money, 0.0042, '$0.0042'],
  [money, 0.00011205, '$0.00011'],
  [money, 0.0161, '$0.016'],
  [money, 0.0999, '$0.10'],
  [money, 0.193, '$0.19'],
  [money, 4.7597, '$4.76'],
  [money, 1240, '$1.24 k'],
  [money, -0.5, '−$0.50'],
  [money, 1e-12, '$0.00000000'],
  [money, null, '–'],
  [moneyTick, 0, '$0.00'],
  [moneyTick, 0.05, '$0.05'],
  [moneyTick, 0.15000000000000002, '$0.15'],
  [moneyTick, 0.0025, '$0.0025'],
  [moneyTick, 2000, '$2.00 k'],
  [percent, 1, '100 %'],
  [percent, 0, '0 %'],
  [percent, 0.9319, '93.2 %'],
  [percent, 0.99996, '99.9 %'],
  [percent, 0.00001, '0.1 %'],
  [percent, null, '–'],
];

for (const [write, value, expected] of cases) {
  test(`${write.name}(${value}) is ${expected}`, () => assert.equal(plain(write(value)), expected));
}

const changes = [
  ['percent', 0.93, 0.944, 'up', '▼ 1.4 pp, worse', 'worse'],
  ['percent', 0.95, 0.944, 'up', '▲ 0.6 pp, better', 'better'],
  ['percent', 0.9441, 0.944, 'up', 'unchanged', 'same'],
  ['duration', 4300, 4000, 'down', '▲ 7.5 %, worse', 'worse'],
  ['duration', 2000, 4000, 'down', '▼ 50 %, better', 'better'],
  ['count', 926, 46, 'none', '▲ 20×', 'same'],
  ['count', 3, 0, 'down', 'none before', 'same'],
  ['count', 0, 0, 'down', 'unchanged', 'same'],
  ['percent', 0.9, null, 'up', 'none before', 'same'],
  ['duration', 40, null, 'down', 'none before', 'same'],
];

for (const [kind, now, before, better, text, tone] of changes) {
  test(`from ${before} to ${now} is "${text}"`, () => {
    const changed = change(kind, now, before, better);
    assert.deepEqual({ ...changed, text: plain(changed.text) }, { text, tone });
  });
}

test('nothing is compared with what is not known', () => {
  assert.equal(change('percent', 0.9, undefined, 'up'), null);
  assert.equal(change('percent', null, 0.9, 'up'), null);
  assert.equal(change('percent', null, null, 'up'), null);
});

test('one is singular', () =>
  assert.deepEqual([plural(1, 'run'), plural(0, 'run'), plural(2, 'company', 'companies')], ['1 run', '0 runs', '2 companies']));

test('what is written alike is unchanged', () => {
  assert.equal(change('percent', 0.82371, 0.82439, 'up').text, 'unchanged');
  assert.equal(change('money', 0.01204, 0.01196, 'down').text, 'unchanged');
});
