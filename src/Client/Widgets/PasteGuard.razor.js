/** True for what would be cut: longer than what the field still takes in place of what is selected. */
export function isTooLong(field, text) {
  return !!text && field.value.length - (field.selectionEnd - field.selectionStart) + text.length > field.maxLength;
}

/** Refuses a paste or a drop that is longer than the field takes, and says so until something else is typed. */
export function guard(id, says, sentence) {
  const field = document.getElementById(id);
  if (!field || !says) return;
  const refuse = (e, text) => {
    if (!isTooLong(field, text)) return;
    e.preventDefault();
    const grouped = n => String(n).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
    says.textContent = sentence.replace("{0}", grouped(text.length)).replace("{1}", grouped(field.maxLength));
  };
  field.addEventListener("paste", e => refuse(e, e.clipboardData?.getData("text")));
  field.addEventListener("drop", e => refuse(e, e.dataTransfer?.getData("text")));
  field.addEventListener("input", () => { says.textContent = ""; });
}
