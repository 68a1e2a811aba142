// Special ranges of IP addresses.
import ipRanges from '../../data/ip-ranges.tsv';
import { cell, lazy, tableLines } from './table';

export interface IpRange {
  /** CIDR notation. */
  readonly range: string;
  readonly name: string;
  readonly description: string;
}

/** All of them, IPv4 first. */
export const specialRanges: () => readonly IpRange[] = lazy(() =>
  tableLines(ipRanges).map((line) => ({
    range: cell(line, 0),
    name: cell(line, 1),
    description: cell(line, 2),
  })),
);
