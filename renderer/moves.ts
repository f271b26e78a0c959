/** Whether the person has moved inside the page: only then does the focus follow, because a fresh page is read from its beginning anyway. */
let moved = false;

export function noteMove(): void {
  moved = true;
}

export function hasMoved(): boolean {
  return moved;
}
