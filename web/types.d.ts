// SPDX-License-Identifier: MIT
// What the page's scripts share (they are classic scripts, so that the sim works from file://). For editors and
// type checks only; nothing of this file ships.
interface RegistryNode {
  id: string;
  role: string;
  rect: [number, number, number, number];
  label?: string;
  text?: string;
  value_text?: string;
  value?: number;
  min?: number;
  max?: number;
  step?: number;
  checked?: boolean;
  enabled?: boolean;
  help?: string;
  suggestions?: string[];
  caption?: string;
  summary?: string;
  columns?: string[];
  row_headers?: string[];
  cells?: string[][];
}

interface Sim {
  faults: any;
  theme: any;
  engine: any;
  semantic: any;
  pointer: any;
  models: any;
  link: any;
  events: any;
  exports: any;
  messages: any;
  picture: any;
  page: any;
}

interface Window {
  sim: Sim;
  microsim?: { snapshot(): any; frames: number; idle(): Promise<void>; transcript(): string };
  mhaBinary?: (last: boolean, base64: string) => void;
  mhaModel?: (name: string, base64: string) => void;
}

declare function createMha(options: object): Promise<any>;
