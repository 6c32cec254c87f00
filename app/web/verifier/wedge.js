// Hand scanners are keyboards. They press the keys of a US keyboard, whatever layout the computer
// has, so what counts is which key was pressed and not the letter that the layout made of it.

const GAP_MS = 80;
const SHORTEST = 40;
const FEW = 2;
/** After this a scan without a key at its end is over; slow machines pause in between. */
const SILENCE_MS = 600;
const END = new Set(["Enter", "NumpadEnter", "Tab"]);
/** @type {Record<string, string>} plain and shifted symbol of each key of a US keyboard */
const US = {
  Minus: "-_", Equal: "=+", Slash: "/?", Period: ".>", Comma: ",<", Semicolon: ";:", Quote: "'\"",
  Backslash: "\\|", BracketLeft: "[{", BracketRight: "]}", Backquote: "`~", Space: "  ",
  NumpadSubtract: "--", NumpadAdd: "++", NumpadMultiply: "**", NumpadDivide: "//", NumpadDecimal: "..",
};
const SHIFTED_DIGITS = ")!@#$%^&*(";

/**
 * Return what a key types on a US keyboard.
 * @param {KeyboardEvent} event
 */
export function usSymbol(event) {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (letter) return event.shiftKey !== event.getModifierState("CapsLock") ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  if (digit) return event.shiftKey && event.code.startsWith("D") ? SHIFTED_DIGITS[Number(digit)] : digit;
  return US[event.code]?.[event.shiftKey ? 1 : 0] ?? "";
}

/**
 * Call `onScan` with what a hand scanner typed, anywhere on the page. Scanners that were set up for
 * this computer's layout type the right letters with other keys: both readings are handed over.
 * @param {Window} page
 * @param {(texts: string[]) => void} onScan
 */
export function listen(page, onScan) {
  let byKey = "";
  let byLetter = "";
  let last = -Infinity;
  let silence = 0;

  const finish = () => {
    const texts = [byKey, byLetter];
    [byKey, byLetter] = ["", ""];
    onScan(texts);
  };

  /** @param {KeyboardEvent} event */
  const press = (event) => {
    if (["Shift", "CapsLock", "Alt", "AltGraph", "Control"].includes(event.key)) return;
    if (event.timeStamp - last > GAP_MS) [byKey, byLetter] = ["", ""];
    last = event.timeStamp;
    clearTimeout(silence);
    const isEnd = END.has(event.code);
    if (!isEnd) {
      byKey += usSymbol(event);
      if (event.key.length === 1) byLetter += event.key;
    }
    const isScan = byKey.length >= SHORTEST;
    // Outside the text field nobody types this fast: no list and no button may take these keys.
    const isBurst = byKey.length > FEW && !isEnd && !(event.target instanceof HTMLTextAreaElement);
    if (isScan || isBurst) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (isScan && isEnd) finish();
    else if (isScan) silence = page.setTimeout(finish, SILENCE_MS);
  };
  page.addEventListener("keydown", press, { capture: true });
}
