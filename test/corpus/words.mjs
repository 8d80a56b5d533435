// What people type and what applications say: the text inside the messages.

export const people = [
  'Ada',
  'Björn Ålander',
  'Chloé Lefèvre',
  'Dmitri',
  "Éamon O'Brien",
  'Fatima',
  '王小明',
  '山田 太郎',
  'مريم',
  'Zoë',
  'Priya Raman',
  'Tom & Jerry',
  'guest_4821',
  'Łukasz',
  'José Nuñez',
  'Nguyễn Văn An',
  'root',
  'Müller GmbH',
  'Sam 🚀'
]

export const sentences = [
  'Is anyone else seeing this?',
  "I'll look at it tomorrow, don't wait for me.",
  'ok',
  '+1',
  'lol 😂😂',
  'The build is green again 🎉',
  'Could you send me the "final" version?',
  'if (a < b && c > d) return;',
  'Use <b> for bold, not <strong>.',
  '今日はとても良い天気ですね。明日の会議は何時からですか?',
  'مرحبا، كيف حالك اليوم؟',
  'Ça marche très bien, merci à tous !',
  'Größe & Gewicht stimmen nicht überein',
  'see https://example.com/search?q=ws&lang=en#top',
  '👩‍👩‍👧‍👦 family day on Friday, bring 🍰 & ☕',
  'C++ > C? 50% of you say yes',
  'Order 1042 has been shipped to Kraków — expected on 3 May.',
  'Password must be at least 8 characters long.',
  'Deploy failed: exit code 137 (out of memory)',
  "That's what she said… ¯\\_(ツ)_/¯",
  '{"type":"ping","n":1}',
  'null',
  'привет всем, кто онлайн?',
  'line one\nline two\nline three',
  '50€ + 19% VAT = 59,50 €',
  'R&D, Q&A, AT&T and M&Ms',
  '&nbsp; is shown as a space, right?',
  'Your session expires in 5 minutes. Save your work, then sign in again to go on where you left.'
]

export const titles = [
  'Payment received',
  'Upload finished',
  'New comment',
  'Server restarted',
  'Low stock',
  'Backup failed',
  'Welcome back',
  'Invoice #2024-0117',
  'Weekly report',
  '新しいメッセージ',
  'Mise à jour terminée',
  'Build #4312',
  'Temperature alarm'
]

export const products = [
  'USB-C cable (2 m)',
  'Desk lamp "Nordic"',
  'Café au lait mug',
  'Notebook A5',
  'Bread & butter plate',
  '10" tablet',
  'Headphones',
  'Sencha 煎茶 100 g',
  'Gift card',
  'Bike light <front>',
  'Résumé paper',
  'SSD 1TB'
]

export const states = ['active', 'pending', 'failed', 'done', 'archived', 'on-hold', 'offline', 'shipped']

export const countries = ['Germany', 'France', "Côte d'Ivoire", 'Brazil', 'Japan', 'Bosnia & Herzegovina', 'Norway']

export const paths = [
  '/messages',
  '/orders',
  '/api/items',
  '/projects/7/tasks',
  '/users',
  '/admin/audit',
  '/cart/items'
]

export const snippets = [
  'const total = items.reduce((sum, item) => sum + item.price, 0)\nif (total > 100 && !paid) {\n  notify("big order")\n}',
  '#include <vector>\n\nint main() {\n  std::vector<int> v{1, 2, 3};\n  return v.size() & 1;\n}',
  "SELECT name, count(*) FROM orders\nWHERE price >= 10 AND state <> 'done'\nGROUP BY name;",
  '$ curl -s "https://example.com/?a=1&b=2" | jq .\n{\n  "ok": true\n}',
  '<ul>\n  <li class="item">one</li>\n</ul>',
  'def greet(name: str) -> str:\n    return f"Hello, {name}!"',
  '2024-05-01T10:22:31Z ERROR worker[3]: <Timeout after=30s>\n    at poll (queue.js:88)\n    at run (queue.js:12)'
]

// Sets of class names as the usual style sheets have them.
export const boxClasses = [
  'card',
  'card shadow-sm mb-3',
  'rounded-lg border border-gray-200 bg-white p-4 shadow',
  'box',
  'panel panel-default',
  'flex items-center gap-2 px-3 py-1.5 hover:bg-gray-50/50 dark:bg-slate-800',
  'media',
  'list-group-item',
  "relative w-1/2 md:w-[calc(100%-2rem)] before:content-[''] [&>svg]:size-4",
  'message',
  'item is-active'
]

export const buttonClasses = [
  'btn',
  'btn btn-primary',
  'btn btn-sm btn-outline-secondary',
  'button is-small',
  'delete',
  'inline-flex items-center rounded-md bg-indigo-600 px-3 py-2 text-sm font-semibold text-white hover:bg-indigo-500'
]

export const badgeClasses = [
  'badge',
  'badge bg-danger',
  'badge rounded-pill text-bg-warning',
  'tag is-info',
  'count',
  'pill'
]
