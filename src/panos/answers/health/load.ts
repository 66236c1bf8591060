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

/**
 * Of `show system resources`, the text of top.
 * @returns used memory of the management plane in percent; null when the line is not there or of another form.
 */
export function readManagementMemory(response: XmlElement): number | null {
  const line = MEMORY.exec(response.lines('result') ?? '')?.[1] ?? '';
  const amount = (word: string): number | null => {
    const text = new RegExp(`([\\d.]+)\\+?\\s*${word}`).exec(line)?.[1];
    return text === undefined || !/^\d+(\.\d+)?$/.test(text) ? null : Number(text);
  };
  const [total, used] = [amount('total'), amount('used')];
  return total === null || used === null || total === 0 ? null : (used / total) * 100;
}
