/** `request license info` and `request support check`. docs/PANOS.md "Licences and support". */
import { localTime, type Firewall } from '../device/firewall.ts';
import { isVirtual } from '../device/hardware.ts';
import { element, failure, fields, success, type SimReply } from '../server/replies.ts';

const DAY_MS = 86_400_000;
const VALID_DAYS = 400;
const EXPIRED_DAYS = -12;

export function licenses(firewall: Firewall): SimReply {
  const { licenses: state } = firewall.spec.condition;
  if (state === 'none') return success('<licenses></licenses>');
  const expired = state === 'expired';
  const premium = 'Premium Partner';
  const entries = [
    licence(firewall, 'Threat Prevention', 'Threat Prevention', expired),
    licence(firewall, premium, '24 x 7 phone support; advanced replacement hardware service', false),
    // Some never expire, and say so instead of a date.
    licence(firewall, 'PAN-DB URL Filtering', 'Palo Alto Networks URL Filtering License', false, 'Never'),
  ];
  return success(element('licenses', entries.join('')));
}

function licence(
  firewall: Firewall,
  feature: string,
  description: string,
  expired: boolean,
  expires = dateText(localTime(firewall) + (expired ? EXPIRED_DAYS : VALID_DAYS) * DAY_MS),
): string {
  const record = fields({
    feature,
    description,
    serial: firewall.serial,
    issued: dateText(localTime(firewall) - 700 * DAY_MS),
    expires,
    expired: expired ? 'yes' : 'no',
    'base-license-name': isVirtual(firewall) ? 'PA-VM' : undefined,
  });
  return element('entry', `${record}<authcode/>`);
}

/** Asks the update server. */
export function support(firewall: Firewall): SimReply {
  const { support: state, updateServer } = firewall.spec.condition;
  if (!updateServer)
    return failure(
      'Failed to check support info due to Unknown error. Please check network connectivity and try again.',
    );
  const known = state !== 'unknown';
  const days = state === 'expired' ? EXPIRED_DAYS : VALID_DAYS;
  const contract = fields({
    Contact: '',
    ExpiryDate: known ? dateText(localTime(firewall) + days * DAY_MS) : '',
    SupportLevel: known ? 'Premium' : '',
    SupportDescription: known
      ? '24 x 7 phone support; advanced replacement hardware service'
      : 'Device not found on this update server',
  });
  const link = fields({ Title: 'Support Home', Url: 'https://support.example.net/' });
  return success(
    element('SupportInfoResponse', element('Links', element('Link', link)) + element('Support', contract)),
  );
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** `June 30, 2028`. */
function dateText(ms: number): string {
  const date = new Date(ms);
  return `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2, '0')}, ${date.getUTCFullYear()}`;
}
