/** Opens the dialog over the page; a click beside it closes it. */
export function open(dialog) {
  dialog.onclick = e => { if (e.target === dialog) dialog.close(); };
  if (!dialog.open) dialog.showModal();
}

export function close(dialog) {
  dialog.close();
}
