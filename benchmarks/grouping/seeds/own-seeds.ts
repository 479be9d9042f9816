import type { NormalizedEvent } from '@bugsage/core';
import { eventOf, exceptionOf, frameOf } from '../event.ts';

/**
 * `platform | Type: message | frame | frame …`, oldest call first. A frame is `function @ path:line:column`, with
 * `<module>` before the function where the language has one, ` // source line` behind it, and `!` first for libraries.
 */
const SEEDS: readonly string[] = [
  "node | TypeError: Cannot read properties of undefined (reading 'price') | main @ /srv/shop/server.js:40:3 | Cart.total @ /srv/shop/cart.js:12:19 // return items.reduce((sum, item) => sum + item.price, 0); | !each @ /srv/shop/node_modules/lodash/each.js:9:2",
  'node | Error: connect ECONNREFUSED | startServer @ /srv/shop/index.js:3:1 | openPool @ /srv/shop/db/pool.js:22:11 // const pool = await connect(settings); | !TCPConnectWrap.afterConnect @ node:net:1555:16',
  'node | RangeError: Invalid array length | handleUpload @ /srv/shop/upload.js:77:5 | allocateChunks @ /srv/shop/chunks.js:9:10 // return new Array(size);',
  'node | SyntaxError: Unexpected end of JSON input | readSettings @ /srv/shop/settings.js:5:20 // return JSON.parse(text); | !JSON.parse @ <anonymous>:1:1',
  'node | ValidationError: "quantity" must be a positive number | checkOrder @ /srv/shop/orders/check.js:31:9 // throw new ValidationError(field); | !Schema.validate @ /srv/shop/node_modules/joi/lib/base.js:20:1',
  'node | TypeError: callback is not a function | scheduleJob @ /srv/worker/jobs.js:14:7 | runJob @ /srv/worker/run.js:60:3 // callback(null, result);',
  'node | Error: ENOENT: no such file or directory | async loadTemplate @ /srv/mail/templates.js:8:18 // await readFile(file) | async sendReceipt @ /srv/mail/receipt.js:19:3',
  'node | AssertionError: expected stock to be updated | updateStock @ /srv/shop/stock.js:44:2 // assert(updated);',
  'node | StripeCardError: Your card was declined | chargeCard @ /srv/shop/payments.js:51:12 // return stripe.charges.create(charge); | !Stripe.request @ /srv/shop/node_modules/stripe/lib/stripe.js:88:4',
  'node | Error: Queue closed | Worker.drain @ /srv/worker/worker.js:101:9 // this.queue.close(); | Worker.stop @ /srv/worker/worker.js:120:5',
  "javascript | TypeError: Cannot read properties of null (reading 'focus') | onOpen @ https://shop.example/assets/app.js:1:4120 | Dialog.show @ https://shop.example/assets/app.js:1:4410 // this.input.focus();",
  'javascript | TypeError: cart.checkout is not a function | HTMLButtonElement.onClick @ https://shop.example/js/checkout.js:210:9 // cart.checkout(); ',
  'javascript | ReferenceError: analytics is not defined | trackView @ https://shop.example/js/tracking.js:4:1 // analytics.page(); | renderPage @ https://shop.example/js/page.js:18:2',
  'javascript | RangeError: Maximum call stack size exceeded | expandTree @ https://shop.example/js/tree.js:33:12 // return expandTree(node.children); | expandTree @ https://shop.example/js/tree.js:33:12',
  'javascript | Error: Request failed with status code 500 | loadOrders @ https://shop.example/assets/orders.js:2:900 | !settle @ https://cdn.jsdelivr.net/npm/axios@1.2.3/dist/axios.js:50:12',
  'javascript | TypeError: Failed to fetch | refreshPrices @ https://shop.example/assets/prices.js:77:20 // await fetch(url)',
  'javascript | InvalidStateError: transaction has finished | saveDraft @ https://shop.example/assets/drafts.js:9:14 // store.put(draft); | onBlur @ https://shop.example/assets/editor.js:130:3',
  'javascript | Error: Invariant failed | useCart @ https://shop.example/assets/hooks.js:15:9 // invariant(context); | CartPage @ https://shop.example/assets/cart-page.js:20:18 | !renderWithHooks @ https://shop.example/node_modules/react-dom/index.js:15486:18',
  'javascript | TypeError: items.map is not a function | Object.renderList @ https://shop.example/assets/list.js:12:30 // items.map(renderItem) | mount @ https://shop.example/assets/main.js:3:1',
  'javascript | NotAllowedError: play() failed because the user did not interact | startVideo @ https://shop.example/assets/video.js:60:8 // await video.play();',
  "python | KeyError: 'price' | <shop.server>handle @ /srv/shop/server.py:40 | <shop.cart>total @ /srv/shop/cart.py:12 // return sum(item['price'] for item in items)",
  'python | ValueError: invalid literal for int() with base 10 | <shop.forms>parse_quantity @ /srv/shop/forms.py:9 // return int(text) | !<django.core>clean @ /usr/lib/python3/site-packages/django/forms.py:300',
  'python | OperationalError: could not connect to server | <shop.db>open_pool @ /srv/shop/db.py:22 // return psycopg.connect(url) | !<psycopg.connection>connect @ /usr/lib/python3/site-packages/psycopg/connection.py:90',
  "python | AttributeError: 'NoneType' object has no attribute 'email' | <shop.mail>send_receipt @ /srv/shop/mail.py:31 // to = order.customer.email | <shop.tasks>finish_order @ /srv/shop/tasks.py:12",
  'python | TimeoutError: the read operation timed out | <shop.rates>fetch_rates @ /srv/shop/rates.py:18 // response = client.get(url)',
  'python | ZeroDivisionError: division by zero | <shop.stats>conversion @ /srv/shop/stats.py:7 // return orders / visits | <shop.report>build @ /srv/shop/report.py:55',
  'python | CartError: cart is locked | <shop.cart>lock @ /srv/shop/cart.py:70 // raise CartError("cart is locked") | <shop.api>put_item @ /srv/shop/api.py:33',
  'python | UnicodeDecodeError: codec can not decode byte | <shop.importer>read_row @ /srv/shop/importer.py:15 // line.decode("utf-8")',
  'java | java.lang.NullPointerException: price is null | <shop.Server>handle @ Server.java:40 | <shop.cart.Cart>total @ Cart.java:12 | !<java.util.ArrayList>forEach @ ArrayList.java:1511',
  'java | java.lang.IllegalStateException: connection pool is closed | <shop.db.Pool>acquire @ Pool.java:88 | <shop.orders.OrderService>save @ OrderService.java:51 | !<org.springframework.tx.Interceptor>invoke @ Interceptor.java:119',
  'java | java.lang.NumberFormatException: For input string | <shop.forms.QuantityParser>parse @ QuantityParser.java:19 | !<java.lang.Integer>parseInt @ Integer.java:652',
  'java | shop.errors.StockException: out of stock | <shop.stock.Stock>reserve @ Stock.java:66 | <shop.orders.Checkout>confirm @ Checkout.java:23',
  'java | java.io.IOException: broken pipe | <shop.http.Streamer>write @ Streamer.java:31 | !<sun.nio.ch.SocketChannelImpl>write @ SocketChannelImpl.java:470',
  'java | java.util.concurrent.TimeoutException: task timed out | <shop.jobs.Runner>await @ Runner.java:90 | <shop.jobs.Nightly>run @ Nightly.java:17',
  'java | java.lang.ClassCastException: String cannot be cast to Long | <shop.reports.Totals>sum @ Totals.java:44 | <shop.reports.Monthly>build @ Monthly.java:12',
  'php | TypeError: Argument must be of type Cart, null given | handle @ /srv/www/public/index.php:12 | <Shop\\Checkout>confirm @ /srv/www/src/Checkout.php:33 | <Shop\\Mailer>send @ /srv/www/src/Mailer.php:21',
  'php | PDOException: SQLSTATE[HY000] connection refused | <Shop\\Database>open @ /srv/www/src/Database.php:14 | !<Illuminate\\Connector>connect @ /srv/www/vendor/illuminate/Connector.php:70',
  'php | DivisionByZeroError: Division by zero | <Shop\\Stats>rate @ /srv/www/src/Stats.php:8 | <Shop\\Report>render @ /srv/www/src/Report.php:77',
  'php | Shop\\CartException: cart is empty | <Shop\\Cart>total @ /srv/www/src/Cart.php:41 | <Shop\\Checkout>start @ /srv/www/src/Checkout.php:9',
  "ruby | NoMethodError: undefined method `price' for nil | index @ /srv/shop/app/controllers/cart_controller.rb:12 // @total = Cart.total(items) | total @ /srv/shop/app/models/cart.rb:31 // items.sum { |item| item.price }",
  'ruby | ActiveRecord::RecordNotFound: could not find order | show @ /srv/shop/app/controllers/orders_controller.rb:9 // Order.find(id) | !find @ /usr/lib/ruby/gems/activerecord/core.rb:200',
  'ruby | Timeout::Error: execution expired | refresh @ /srv/shop/app/jobs/rates_job.rb:18 // client.get(url)',
  'ruby | ArgumentError: wrong number of arguments | deliver @ /srv/shop/app/mailers/receipt_mailer.rb:7 // mail(to, subject) | perform @ /srv/shop/app/jobs/mail_job.rb:4',
  'go | *errors.errorString: cart is locked | <main>main @ /src/shop/main.go:22 | <shop/cart>(*Cart).Lock @ /src/shop/cart/cart.go:51',
  'go | runtime.boundsError: index out of range | <shop/orders>Page @ /src/shop/orders/page.go:33 | !<runtime>goPanicIndex @ /usr/local/go/src/runtime/panic.go:114',
  'go | *net.OpError: dial tcp: connection refused | <shop/db>Open @ /src/shop/db/open.go:19 | <shop/server>(*Server).Start @ /src/shop/server/start.go:40 | !<net>(*Dialer).Dial @ /usr/local/go/src/net/dial.go:400',
  'go | *json.SyntaxError: unexpected end of JSON input | <shop/settings>Read @ /src/shop/settings/read.go:12 | <main>main @ /src/shop/main.go:9',
  'csharp | System.NullReferenceException: Object reference not set to an instance of an object | <Shop.Server>Handle @ /src/Server.cs:40 | <Shop.Cart>Total @ /src/Cart.cs:12',
  'csharp | System.InvalidOperationException: Sequence contains no elements | <Shop.Orders.Page>First @ /src/Orders/Page.cs:21 | !<System.Linq.Enumerable>First @ Enumerable.cs:10',
  'csharp | Shop.StockException: out of stock | <Shop.Stock>Reserve @ /src/Stock.cs:55 | <Shop.Checkout>Confirm @ /src/Checkout.cs:18',
  'csharp | System.TimeoutException: The operation has timed out | <Shop.Rates>FetchAsync @ /src/Rates.cs:30 | <Shop.Jobs.Nightly>Run @ /src/Jobs/Nightly.cs:9',
  'rust | panic: called `Option::unwrap()` on a `None` value | shop::main @ src/main.rs:4:5 | shop::cart::total @ src/cart.rs:12:9 | !core::option::unwrap_failed @ /rustc/abc/library/core/src/option.rs:1000:5',
  'rust | panic: index out of bounds | shop::orders::page @ src/orders.rs:33:17 | !core::panicking::panic_bounds_check @ /rustc/abc/library/core/src/panicking.rs:150:5',
  'native | SIGSEGV: segmentation fault | main @ /src/app/main.cpp:20 | Renderer::draw @ /src/app/renderer.cpp:310 | Mesh::bind @ /src/app/mesh.cpp:44',
  'native | std::out_of_range: vector range check | main @ /src/app/main.cpp:20 | Scene::node @ /src/app/scene.cpp:99 | !__cxa_throw @ /usr/lib/libstdc++.so:1',
  'cocoa | NSInvalidArgumentException: unrecognized selector sent to instance | main @ /src/app/main.swift:3 | CartViewController.reload @ /src/app/CartViewController.swift:81',
];

export function ownSeeds(): readonly NormalizedEvent[] {
  return SEEDS.map(readSeed);
}

function readSeed(text: string): NormalizedEvent {
  const [platform = '', header = '', ...frames] = text.split(' | ');
  const colon = header.indexOf(': ');
  return eventOf(platform, [
    exceptionOf(header.slice(0, colon), header.slice(colon + 2), frames.map(readFrame)),
  ]);
}

const FRAME = /^(!?)(?:<([^>]+)>)?(.+) @ (.+?):(\d+)(?::(\d+))?(?: \/\/ (.*))?$/;

function readFrame(text: string): ReturnType<typeof frameOf> {
  const found = FRAME.exec(text.trim());
  if (found === null) throw new Error(`Not a frame: ${text}`);
  const [, library, module, name = '', path = '', line, column, source] = found;
  return frameOf({
    function: name,
    module: module ?? null,
    abs_path: path,
    filename: path.slice(path.lastIndexOf('/') + 1),
    lineno: Number(line),
    colno: column === undefined ? null : Number(column),
    context_line: source ?? null,
    in_app: library === '',
  });
}
