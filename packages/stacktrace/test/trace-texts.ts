/** Traces as runtimes print them, written for these tests. */
export const TRACE_TEXTS = {
  kotlin: `Exception in thread "main" java.lang.IllegalStateException: no price
	at shop.CartKt.total(Cart.kt:12)
	at shop.CartKt$main$1.invokeSuspend(Cart.kt:30)
	at kotlin.coroutines.jvm.internal.BaseContinuationImpl.resumeWith(ContinuationImpl.kt:33)
	Suppressed: java.io.IOException: closed
		at shop.Db.close(Db.kt:9)
	Caused by: java.lang.Error: indented
		at shop.X.y(X.kt:1)
Caused by: java.lang.NullPointerException
	at shop.Price.of(Price.kt:3)
	... 2 more`,
  rust: `thread 'main' panicked at src/main.rs:12:9:
index out of bounds: the len is 3 but the index is 7
stack backtrace:
   0: rust_begin_unwind
             at /rustc/90b35a6239c3/library/std/src/panicking.rs:617:5
   1: core::panicking::panic_fmt
             at /rustc/90b35a6239c3/library/core/src/panicking.rs:67:14
   2: shop::cart::total
             at ./src/main.rs:12:9
   3: shop::main
             at ./src/main.rs:4:5
note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.`,
  rustold: `thread 'main' panicked at 'no price', src/main.rs:2:5
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`,
  anyhow: `Error: could not start

Caused by:
    0: reading config.toml
    1: No such file or directory (os error 2)

Stack backtrace:
   0: shop::config::load
             at ./src/config.rs:8:14
   1: shop::main
             at ./src/main.rs:4:5`,
  pychain: `Traceback (most recent call last):
  File "/srv/shop/db.py", line 3, in query
    return rows[key]
           ~~~~^^^^^
KeyError: 'price'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/shop/views.py", line 9, in cart
    total(items)
  File "/srv/shop/views.py", line 12, in total
    raise CartError("no price") from error
shop.errors.CartError: no price`,
  pygroup: `  + Exception Group Traceback (most recent call last):
  |   File "/srv/a.py", line 3, in <module>
  |     raise ExceptionGroup("both", [ValueError(1), TypeError(2)])
  | ExceptionGroup: both (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/srv/a.py", line 1, in one
    |     raise ValueError(1)
    | ValueError: 1
    +---------------- 2 ----------------
    | TypeError: 2
    +------------------------------------`,
  ruby34: `cart.rb:3:in 'Shop::Cart#total': no price (Shop::CartError)
	from cart.rb:9:in 'block in Shop::Cart#sum'
	from cart.rb:9:in 'Array#each'
	from main.rb:2:in '<main>'
db.rb:1:in 'query': gone (KeyError)
	from cart.rb:2:in 'Shop::Cart#total'`,
  phpnext: `PHP Fatal error:  Uncaught RuntimeException: low in /srv/db.php:3
Stack trace:
#0 /srv/cart.php(12): Shop\\Db->query('SELECT', Object(Shop\\Cart))
#1 {main}

Next Shop\\CartError: no price in /srv/cart.php:14
Stack trace:
#0 /srv/index.php(4): Shop\\Cart->total()
#1 [internal function]: {closure}(1)
#2 {main}
  thrown in /srv/cart.php on line 14`,
  laravel: `[2026-01-02 03:04:05] production.ERROR: no price {"exception":"[object] (Shop\\\\CartError(code: 0): no price at /srv/app/Cart.php:14)
[stacktrace]
#0 /srv/vendor/laravel/framework/src/Router.php(4): App\\\\Cart->total()
#1 {main}
"}`,
  csasync: `Unhandled exception. System.AggregateException: One or more errors occurred. (no price)
 ---> Shop.CartException: no price
   at Shop.Cart.<TotalAsync>d__2.MoveNext() in /srv/Cart.cs:line 12
--- End of stack trace from previous location ---
   at Shop.Program.<>c__DisplayClass1_0.<Main>b__0(Int32 n) in /srv/Program.cs:line 4
   --- End of inner exception stack trace ---
   at System.Threading.Tasks.Task.Wait(Int32 millisecondsTimeout)
   at Shop.Program.Main(String[] args) in /srv/Program.cs:line 9`,
  node: `/srv/shop/cart.js:3
  throw new Error('outer', { cause })
  ^

Error: outer
    at total (/srv/shop/cart.js:3:9)
    at main (/srv/shop/server.js:9:3) {
  code: 'E_CART',
  [cause]: TypeError: inner
      at price (/srv/shop/price.js:2:2)
      ... 2 lines matching cause stack trace ...
      at main (/srv/shop/server.js:9:3) {
    [cause]: RangeError: root
        at db (/srv/shop/db.js:1:1)
  }
}

Node.js v22.1.0`,
  aggregate: `AggregateError: All promises were rejected
    at all (/srv/a.js:1:1) {
  [errors]: [
    TypeError: one
        at a (/srv/a.js:2:2),
    RangeError [ERR_X]: two
        at b (/srv/b.js:3:3)
  ]
}`,
  deno: `\u001B[31merror\u001B[0m: Uncaught (in promise) TypeError: no price
    at total (file:///srv/cart.ts:3:9)
    at ext:core/01_core.js:4:5`,
  bun: `TypeError: null is not an object (evaluating 'cart.price')
      at total (/srv/cart.ts:3:9)
      at async main (/srv/main.ts:1:1)
      at processTicksAndRejections (native:7:39)`,
  hermes: `TypeError: undefined is not a function
    at total (address at index.android.bundle:1:74709)
    at anonymous (native)
    at apply (InternalBytecode.js:1:22)
    ... skipping 12 frames
    at global (address at index.android.bundle:1:1)`,
  goerr: `2026/01/02 03:04:05 http: panic serving 10.0.0.1:5555: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48]
goroutine 34 [running]:
net/http.(*conn).serve.func1()
	/usr/local/go/src/net/http/server.go:1850 +0xbf
github.com/acme/shop.(*Cart).Total(0xc0000a, {0x1, 0x2})
	/src/shop/cart.go:12 +0x1d
created by net/http.(*Server).Serve in goroutine 1
	/usr/local/go/src/net/http/server.go:3089 +0x5ed`,
  wasm: `RuntimeError: unreachable
    at rust_panic (wasm://wasm/00a1b2c3:wasm-function[12]:0x1f4)
    at https://h/app.js:1:99`,
  log: `2026-01-01 INFO started at 12:00
2026-01-01 WARN nothing at all
ok`,
  gecko: `total@https://h/cart.js:3:9
async*main@https://h/main.js:1:1
@https://h/main.js:9:1`,
} as const satisfies Readonly<Record<string, string>>;
