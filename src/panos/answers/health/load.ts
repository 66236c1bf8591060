/** How busy the planes of a device are: CPU of both, memory of the management plane. docs/PANOS.md "Load". */
import { AnswerShapeError } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';
import { cleanText } from '../../textLimits.ts';

export interface DataplaneLoad {
  /** `dp0`, `s1dp0` ... */
  readonly plane: string;
  /** Mean over the minutes asked for and the cores that work, in percent; null when no number is in it. */
  readonly cpuPercent: number | null;
}

/**
 * Of `show running resource-monitor minute last N`.
 * @throws AnswerShapeError when there is no dataplane in it.
 */
export function readDataplaneLoad(response: XmlElement): DataplaneLoad[] {
  const processors = response.at('result/resource-monitor/data-processors');
  if (processors === undefined) throw new AnswerShapeError('no data processors in it');
  return processors.names().map((plane) => ({
    plane: cleanText(plane, 'name'),
    cpuPercent: meanOfCores(processors.allAt(`${plane}/minute/cpu-load-average/entry`).map(percentages)),
  }));
}

/** A core that shows 0 throughout manages the others: with it in the mean, small dataplanes would never seem busy. */
function meanOfCores(cores: readonly (readonly number[])[]): number | null {
  const working = cores.filter((values) => values.some((value) => value > 0)).flat();
  return mean(working.length > 0 ? working : cores.flat());
}

/** `12,14,9`: the newest minute first. What is no number is left out. */
function percentages(core: XmlElement): number[] {
  return (core.text('value') ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => /^\d{1,3}$/.test(text))
    .map(Number);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Of `show system state filter sys.monitor.*.mp.exports`: the mean of the last minute, in percent, of the busiest
 * management plane. The text is nearly JSON, with quotes and commas inside that no JSON parser takes.
 * @returns null when the device has no such value (`NO_MATCHES`) or says something else.
 */
export function readManagementCpu(response: XmlElement): number | null {
  const text = response.lines('result') ?? '';
  const values = [...text.matchAll(/'1minavg':\s*(\d{1,3}(?:\.\d+)?)/g)].map((match) => Number(match[1]));
  return values.length === 0 ? null : Math.max(...values);
}

// `MiB Mem :  16384.0 total, ...`, and on older devices `KiB Mem : 16777216 total, ...`
const MEMORY = /^\s*[KMG]iB Mem\s*:(.*)$/im;
// Up to 8.1: `Mem:   4561772k total,  4150224k used,   411548k free,    46492k buffers`, and the cache beside the swap.
// Some say `KiB Mem:` and have no letter behind the numbers.
const OLD_MEMORY =
  /^\s*(?:[KMG]iB )?Mem\s*:(.*\bbuffers)\s*\n\s*(?:[KMG]iB )?Swap\s*:.*?([\d.]+)[kmg]?\s+cached/im;

/**
 * Of `show system resources`, the text of top.
 * @returns used memory of the management plane in percent, what is kept for files not counted; null when the line is
 *   not there or of another form.
 */
export function readManagementMemory(response: XmlElement): number | null {
  const text = response.lines('result') ?? '';
  const [, old, cached = ''] = OLD_MEMORY.exec(text) ?? [];
  const line = MEMORY.exec(text)?.[1] ?? '';
  if (old === undefined) return percentage(amount(line, 'used'), amount(line, 'total'));
  const [used, buffers] = [amount(old, 'used'), amount(old, 'buffers')];
  // The old form counts as used what is kept for files and given up when it is needed.
  return used === null || buffers === null
    ? null
    : percentage(used - buffers - Number(cached), amount(old, 'total'));
}

/** `4150224k used` or `4150224 used`; all of one line in the same unit. */
function amount(line: string, word: string): number | null {
  const text = new RegExp(`([\\d.]+)[kmg+]?\\s*${word}`).exec(line)?.[1];
  return text === undefined || !/^\d+(\.\d+)?$/.test(text) ? null : Number(text);
}

function percentage(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 || part < 0 ? null : (part / whole) * 100;
}
