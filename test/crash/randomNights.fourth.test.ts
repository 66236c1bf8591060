/** The fourth part of the random nights: checkNights.ts. */
import { checkNights } from './checkNights.ts';

describe('random nights, fourth part', function () {
  this.timeout(7_200_000);

  it('repeat nothing dangerous, cost a pair no traffic, and say how they ended', async () => {
    console.log(`      ${await checkNights(3)}`);
  });
});
