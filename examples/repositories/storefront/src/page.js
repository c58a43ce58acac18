export function page(products) {
  const items = products.map(name => `<li>${name}</li>`).join('');
  return `<!doctype html><title>Shop</title><ul>${items}</ul>`;
}
