// Values of ws-connect, hx-ws and hx-swap-oob. The input's first line is the page's location, the second its base URL,
// the rest the value.
#include "attributes.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include "ascii.hpp"
#include "exports.hpp"
#include "require.hpp"
#include "utf16.hpp"

namespace {

using fuzz::require;
using fuzz::size_of;
using hxws::Error;
using hxws::Span;
using hxws::UrlPrefix;

std::string_view part(std::string_view text, Span span) {
  require(span.start <= span.end && span.end <= text.size(), "a span lies inside its text");
  return text.substr(span.start, span.size());
}

std::string_view prefix_text(UrlPrefix prefix) {
  if (prefix == UrlPrefix::kNone) return "";
  require(prefix == UrlPrefix::kInsecure || prefix == UrlPrefix::kSecure, "there is no other prefix");
  return prefix == UrlPrefix::kSecure ? "wss://" : "ws://";
}

std::string whole(const hxws::UrlParts& parts, std::string_view base, std::string_view value) {
  std::string url(prefix_text(parts.prefix));
  return url.append(part(base, parts.base)).append(part(value, parts.value));
}

bool is_secure_page(std::string_view url) {
  return hxws::starts_with_lower(url, "https:") || hxws::starts_with_lower(url, "wss:");
}

// The words that an export left, as JavaScript puts them together.
void check_words(std::int32_t result, const hxws::UrlParts& parts, std::string_view base, std::string_view value) {
  require(result == fuzz::code(parts.error), "the export gives the function's error");
  if (parts.error != Error::kNone) return;
  require(fuzz::output(0) == static_cast<std::int32_t>(parts.prefix), "word 0 is the prefix");
  const auto base16 = fuzz::utf16(base);
  const auto value16 = fuzz::utf16(value);
  if (!base16 || !value16) return;
  require(fuzz::slice(*base16, fuzz::output(1), fuzz::output(2)) == fuzz::utf16(part(base, parts.base)),
          "words 1 and 2 cut the base out of the string");
  require(fuzz::slice(*value16, fuzz::output(3), fuzz::output(4)) == fuzz::utf16(part(value, parts.value)),
          "words 3 and 4 cut the value out of the string");
}

void check_connect_url(std::string_view location, std::string_view value) {
  const hxws::UrlParts parts = hxws::connect_url(location, value);
  if (parts.error == Error::kNone) {
    require(part(value, parts.value) == value, "the page's factory is given the whole value");
    require(!parts.from_base, "only a location is asked for");
    const std::string url = whole(parts, location, value);
    if (parts.prefix == UrlPrefix::kNone) {
      require(url == value, "without a prefix the value alone is the URL");
    } else {
      require(value[0] == '/', "only what begins with a slash is made absolute");
      require((parts.prefix == UrlPrefix::kSecure) == is_secure_page(location), "the scheme fits the page's");
    }
  } else {
    require(parts.error == Error::kBadUrl, "there is no other error");
  }
  require(fuzz::write({location, value}), "there is memory");
  check_words(hxws_connect_url(size_of(location), size_of(value)), parts, location, value);
}

// What a host is copied from must not bring a path, a query or a login with it.
void check_host(std::string_view host) {
  require(host.find_first_of("/?#@") == std::string_view::npos, "a host is nothing but a host");
}

void check_socket_url(std::string_view location, std::string_view base, std::string_view value) {
  const hxws::UrlParts parts = hxws::socket_url(location, base, value);
  const std::string_view source = parts.from_base ? base : location;
  if (parts.error == Error::kNone) {
    const std::string url = whole(parts, source, value);
    require(hxws::starts_with_lower(url, "ws:") || hxws::starts_with_lower(url, "wss:"), "the scheme is a socket's");
    require(parts.prefix == UrlPrefix::kNone || url.find("://") <= 3, "a prefix brings its slashes");
    require(url.find('#') == std::string::npos, "no URL has a fragment");
    const std::string_view own = part(value, parts.value);
    require(own.empty() || static_cast<unsigned char>(own.back()) > ' ', "white space around the value is dropped");
    if (!parts.from_base) check_host(part(location, parts.base));
  } else {
    require(parts.error == Error::kBadUrl, "there is no other error");
  }
  require(fuzz::write({location, base, value}), "there is memory");
  const std::int32_t result = hxws_socket_url(size_of(location), size_of(base), size_of(value));
  require((fuzz::output(5) == 1) == parts.from_base, "word 5 says whose base it is");
  check_words(result, parts, source, value);
}

bool separates(char c) { return hxws::is_space(c) || c == ','; }

// A comma separates in some places only; white space does everywhere.
void check_send(std::string_view value, bool sends) {
  bool as_word = false;
  bool between_spaces = false;
  for (std::size_t at = value.find("send"); at != std::string_view::npos; at = value.find("send", at + 1)) {
    const char before = at == 0 ? ' ' : value[at - 1];
    const std::string_view rest = value.substr(at + 4);
    const char after = rest.empty() ? ' ' : rest[0];
    as_word |= separates(before) && separates(after);
    const bool comma_ends = after == ',' && (rest.size() == 1 || hxws::is_space(rest[1]));
    between_spaces |= hxws::is_space(before) && (hxws::is_space(after) || comma_ends);
  }
  require(!sends || as_word, "it sends only where send stands as a word");
  require(sends || !between_spaces, "it sends where send stands between spaces");
}

void check_legacy_value(std::string_view value) {
  constexpr std::string_view kConnect = "connect:";
  const hxws::LegacyValue legacy = hxws::legacy_value(value);
  const std::string_view url = part(value, legacy.url);
  require(legacy.connect == !url.empty(), "there is a URL exactly where there is a connect:");
  if (legacy.connect) {
    const std::size_t start = legacy.url.start;
    require(value.substr(0, start).size() >= kConnect.size(), "a URL stands behind connect:");
    const std::size_t word = start - kConnect.size();
    require(value.substr(word, kConnect.size()) == kConnect, "a URL stands behind connect:");
    require(word == 0 || separates(value[word - 1]), "connect: begins a word");
    require(legacy.url.end == value.size() || separates(value[legacy.url.end]), "a URL ends where its word ends");
    for (const char c : url) require(!hxws::is_space(c), "no URL has white space");
  }
  check_send(value, legacy.send);

  require(fuzz::write({value}), "there is memory");
  const std::int32_t result = hxws_legacy_value(size_of(value));
  require(result == (legacy.connect ? 1 : 0) + (legacy.send ? 2 : 0), "the export gives the same");
  const auto value16 = fuzz::utf16(value);
  if (!value16) return;
  require(fuzz::slice(*value16, fuzz::output(0), fuzz::output(1)) == fuzz::utf16(url), "the words cut the URL out");
}

void check_swap_oob(std::string_view value) {
  const hxws::SwapOob swap = hxws::swap_oob(value);
  const std::string_view style = part(value, swap.style);
  const std::string_view selector = part(value, swap.selector);
  require(swap.by_id == (value.empty() || value == "true"), "true and nothing mean the id");
  if (swap.by_id) {
    require(style.empty() && selector.empty(), "by id there is neither style nor selector");
  } else if (selector.empty()) {
    require(style == value || std::string(style) + ":" == value, "a style alone is the value");
  } else {
    require(std::string(style) + ":" + std::string(selector) == value, "style and selector make up the value");
    require(style.find(':') == std::string_view::npos, "the first colon separates");
    require(!style.empty() && selector[0] != '{' && selector != "outerHTML" && selector != "none",
            "what is a style is no selector");
  }
  require(fuzz::write({value}), "there is memory");
  const bool is_style = style == value && value.find(':') != std::string_view::npos && value.find(':') > 0;
  require((hxws_is_style_with_colon(size_of(value)) == 1) == is_style, "the export knows a style with a colon");
}

// The exports must refuse what the text does not hold.
void check_bounds(std::string_view value) {
  require(fuzz::write({value}), "there is memory");
  const std::uint32_t beyond = size_of(value) + 1;
  const std::int32_t refused = fuzz::code(Error::kBadArgument);
  require(hxws_connect_url(beyond, 0) == refused && hxws_connect_url(1, beyond - 1) == refused, "sizes are checked");
  require(hxws_socket_url(0, UINT32_MAX, beyond) == refused, "sums of sizes do not wrap");
  require(hxws_legacy_value(beyond) == refused && hxws_is_style_with_colon(UINT32_MAX) == refused, "sizes are checked");
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view value(reinterpret_cast<const char*>(data), size);
  const std::string_view location = take_line(value);
  const std::string_view base = take_line(value);
  check_connect_url(location, value);
  check_socket_url(location, base, value);
  check_legacy_value(value);
  check_swap_oob(value);
  check_bounds(value);
  return 0;
}
