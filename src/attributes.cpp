#include "attributes.hpp"

#include <cstddef>

#include "ascii.hpp"

namespace hxws {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

Span span(std::size_t start, std::size_t end) {
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
}

// URLs of these schemes take a backslash for a slash (WHATWG URL, special schemes).
bool is_slash(char c) { return c == '/' || c == '\\'; }

// A page's URL, cut up: http://user@host:80/directory/file?query#fragment
//                              ^authority
//                                   ^host                ^path_end
struct PageUrl {
  UrlPrefix prefix;  // kNone when the page has no host
  std::size_t authority;
  std::size_t host;
  std::size_t host_end;
  std::size_t directory_end;
  std::size_t path_end;
};

// A scheme that a socket's URL can be made of: "ws" or "http", then "s" or not, and a colon.
struct Scheme {
  UrlPrefix prefix;  // kNone when the text begins with another scheme or none
  bool is_socket;
  std::size_t length;  // with the colon
};

Scheme scheme_of(std::string_view text) {
  const bool is_socket = starts_with_lower(text, "ws");
  if (!is_socket && !starts_with_lower(text, "http")) return {};
  std::size_t length = is_socket ? 2 : 4;
  const bool secure = length < text.size() && to_lower(text[length]) == 's';
  if (secure) ++length;
  if (length == text.size() || text[length] != ':') return {};
  return {secure ? UrlPrefix::kSecure : UrlPrefix::kInsecure, is_socket, length + 1};
}

PageUrl page_url(std::string_view url) {
  const Scheme scheme = scheme_of(url);
  PageUrl page = {};
  if (scheme.prefix == UrlPrefix::kNone || url.substr(scheme.length, 2) != "//") return page;
  page.prefix = scheme.prefix;
  page.authority = page.host = scheme.length + 2;
  std::size_t index = page.authority;
  for (; index < url.size() && url[index] != '?' && url[index] != '#'; ++index) {
    if (url[index] == '@' && page.host_end == 0) page.host = index + 1;
    if (url[index] != '/') continue;
    if (page.host_end == 0) page.host_end = index;
    page.directory_end = index + 1;
  }
  page.path_end = index;
  if (page.host_end == 0) page.host_end = page.directory_end = index;
  return page;
}

UrlParts bad_url() { return {Error::kBadUrl, UrlPrefix::kNone, false, {}, {}}; }

UrlParts absolute(UrlPrefix prefix, Span value) { return {Error::kNone, prefix, false, {}, value}; }

// Strips what the URL parser strips (C0 controls and spaces at both ends), and the fragment.
Span trim_url(std::string_view value) {
  std::size_t start = 0;
  std::size_t end = value.find('#');
  if (end == kNowhere) end = value.size();
  while (start < end && static_cast<unsigned char>(value[start]) <= ' ') ++start;
  while (end > start && static_cast<unsigned char>(value[end - 1]) <= ' ') --end;
  return span(start, end);
}

// Whether the text begins with "scheme:".
bool begins_with_scheme(std::string_view text) {
  if (text.empty() || !is_alpha(text[0])) return false;
  for (const char c : text) {
    if (c == ':') return true;
    if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return false;
  }
  return false;
}

UrlParts on_host(std::string_view location, UrlPrefix prefix, Span value) {
  const PageUrl page = page_url(location);
  if (page.prefix == UrlPrefix::kNone) return bad_url();
  return {Error::kNone, prefix == UrlPrefix::kNone ? page.prefix : prefix, false, span(page.host, page.host_end),
          value};
}

// A value that begins with a scheme.
UrlParts with_scheme(std::string_view location, std::string_view text, Span value) {
  const Scheme scheme = scheme_of(text);
  if (scheme.prefix == UrlPrefix::kNone) return bad_url();
  std::size_t slashes = scheme.length;
  while (slashes < text.size() && is_slash(text[slashes])) ++slashes;
  slashes -= scheme.length;
  const Span rest = span(value.start + scheme.length, value.end);
  if (scheme.is_socket) {
    return slashes == 1 ? on_host(location, scheme.prefix, rest) : absolute(UrlPrefix::kNone, value);
  }
  return slashes < 2 ? bad_url() : absolute(scheme.prefix, {rest.start + 2, rest.end});
}

UrlParts relative(std::string_view base, std::string_view text, Span value) {
  const PageUrl page = page_url(base);
  if (page.prefix == UrlPrefix::kNone || page.host_end == page.path_end) return bad_url();
  const bool whole_path = text.empty() || text[0] == '?';
  const Span directory = span(page.authority, whole_path ? page.path_end : page.directory_end);
  return {Error::kNone, page.prefix, true, directory, value};
}

constexpr std::string_view kConnect = "connect:";

bool is_legacy_word(std::string_view rest) {
  if (rest.substr(0, kConnect.size()) == kConnect) return true;
  return rest.substr(0, 4) == "send" && (rest.size() == 4 || rest[4] == ',' || is_space(rest[4]));
}

bool is_built_in_style(std::string_view name) {
  constexpr std::string_view kStyles[] = {"innerHTML", "outerHTML", "textContent", "beforebegin", "afterbegin",
                                          "beforeend", "afterend",  "delete",      "none"};
  for (const std::string_view style : kStyles) {
    if (name == style) return true;
  }
  return false;
}

}  // namespace

UrlParts connect_url(std::string_view location, std::string_view value) {
  const Span whole = span(0, value.size());
  const bool rooted = !value.empty() && value[0] == '/';
  const Scheme scheme = scheme_of(location);
  const bool web_page = scheme.prefix != UrlPrefix::kNone && !scheme.is_socket;
  return rooted && web_page ? on_host(location, UrlPrefix::kNone, whole) : absolute(UrlPrefix::kNone, whole);
}

UrlParts socket_url(std::string_view location, std::string_view base, std::string_view value) {
  const Span trimmed = trim_url(value);
  const std::string_view text = value.substr(trimmed.start, trimmed.size());
  if (begins_with_scheme(text)) return with_scheme(location, text, trimmed);
  if (text.empty() || !is_slash(text[0])) return relative(base, text, trimmed);
  if (text.size() < 2 || !is_slash(text[1])) return on_host(location, UrlPrefix::kNone, trimmed);
  const PageUrl page = page_url(base);
  return page.prefix == UrlPrefix::kNone ? bad_url() : absolute(page.prefix, {trimmed.start + 2, trimmed.end});
}

LegacyValue legacy_value(std::string_view value) {
  LegacyValue result = {};
  std::size_t index = 0;
  while (index < value.size()) {
    if (is_space(value[index]) || value[index] == ',') {
      ++index;
      continue;
    }
    const std::size_t start = index;
    while (index < value.size() && !is_space(value[index])) {
      if (value[index] == ',' && (index + 1 == value.size() || is_legacy_word(value.substr(index + 1)))) break;
      ++index;
    }
    std::string_view word = value.substr(start, index - start);
    // a comma before white space separates nothing else
    if (word.back() == ',') word.remove_suffix(1);
    if (word == "send") result.send = true;
    if (result.connect || word.substr(0, kConnect.size()) != kConnect || word.size() == kConnect.size()) continue;
    result.connect = true;
    result.url = span(start + kConnect.size(), start + word.size());
  }
  return result;
}

SwapOob swap_oob(std::string_view value) {
  const Span whole = span(0, value.size());
  if (value.empty() || value == "true") return {true, {}, {}};
  const std::size_t colon = value.find(':');
  if (colon == kNowhere || colon == 0) return {false, whole, {}};
  const std::string_view rest = value.substr(colon + 1);
  if (is_built_in_style(rest) || (!rest.empty() && rest[0] == '{')) return {false, whole, {}};
  return {false, span(0, colon), span(colon + 1, value.size())};
}

bool is_style_with_colon(std::string_view value) {
  const std::size_t colon = value.find(':');
  return colon != kNowhere && colon > 0 && swap_oob(value).style.size() == value.size();
}

}  // namespace hxws
