// Runs before everything else on the page: takes what a phone's camera put after "#" out of the
// address, so that it stands in no history entry made from here on, and keeps it for page.js.
(() => {
  const take = () => {
    const text = location.hash.slice(1);
    if (location.hash || location.search) history.replaceState(null, "", location.pathname);
    return text;
  };
  Object.defineProperty(self, "takeFragment", { value: take });
  let first = take();
  Object.defineProperty(self, "takeFirstFragment", {
    value: () => {
      const text = first;
      first = "";
      return text;
    },
  });
})();
