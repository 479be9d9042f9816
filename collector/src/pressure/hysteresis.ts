/** On above one mark, off below a lower one, and between them what it was. */
export function hysteresis(marks: {
  readonly above: number;
  readonly below: number;
}): (value: number) => boolean {
  let isOn = false;
  return (value) => {
    if (value > marks.above) isOn = true;
    else if (value < marks.below) isOn = false;
    return isOn;
  };
}
