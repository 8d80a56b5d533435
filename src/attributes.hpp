// The values of the attributes that the extension reads: ws-connect, hx-ws and hx-swap-oob.
//
// Texts are UTF-8; what is found in them comes back as spans of them.
#pragma once

#include <cstdint>
#include <string_view>

#include "error.hpp"

namespace hxws {

// Part of a text: bytes from `start` to before `end`.
struct Span {
  std::uint32_t start;
  std::uint32_t end;
  std::uint32_t size() const { return end - start; }
};

enum class UrlPrefix : std::int32_t {
  kNone = 0,      // the value alone is the URL
  kInsecure = 1,  // "ws://"
  kSecure = 2,    // "wss://"
};

// A URL put together from its parts: the prefix, then `base` of the page's URL, then `value` of the attribute.
// The browser's WebSocket constructor normalizes the whole (WHATWG URL), so dot segments may remain in it.
struct UrlParts {
  Error error;  // kNone or kBadUrl
  UrlPrefix prefix;
  bool from_base;  // `base` is of the argument named base, not of the location
  Span base;
  Span value;
};

// What a page's own htmx.createWebSocket is given, as it always was: the attribute's value, made absolute only where it
// begins with "/" and the page was loaded by http or https. `location` is location.href.
UrlParts connect_url(std::string_view location, std::string_view value);

// What the default htmx.createWebSocket opens. Besides ws: and wss: URLs it takes
//   /path, ws:/path, wss:/path   on the host of `location` (location.href)
//   //host/path                  with the scheme that fits the page's
//   http://..., https://...      as ws:// and wss://
//   path, ../path, ?query        against `base` (document.baseURI)
// White space around the value and a fragment are dropped. Any other scheme, and a path where the page has no host, is
// kBadUrl.
UrlParts socket_url(std::string_view location, std::string_view base, std::string_view value);

// The value of the legacy attribute hx-ws: "connect:<url>", "send", or both, separated by white space or a comma.
// A comma inside a URL belongs to the URL: it separates only where "connect:" or "send" follows.
struct LegacyValue {
  bool connect;
  bool send;
  Span url;  // of the first "connect:", empty without one
};
LegacyValue legacy_value(std::string_view value);

// The value of hx-swap-oob in a message: "true", "<style>", or "<style>:<selector>". Where what follows the colon is
// itself a built-in style or begins with "{" (morph:outerHTML, morph:{...}), the whole is the name of an extension's
// style.
struct SwapOob {
  bool by_id;  // "true" or empty: replace the element of the same id
  Span style;
  Span selector;  // empty: the element of the same id
};
SwapOob swap_oob(std::string_view value);

// Whether a value has a colon and is yet, as a whole, the name of an extension's style. One that begins with a colon is
// not meant: htmx itself takes that for a style.
bool is_style_with_colon(std::string_view value);

}  // namespace hxws
