#include "document/html/htmx_parser.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "ascii.hpp"
#include "document/html/parser.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// \s of regular expressions, of ASCII.
bool is_white(char c) { return is_space(c) || c == '\v'; }

bool stands_at(std::string_view text, std::size_t at, std::string_view lower) {
  return starts_with_lower(text.substr(at), lower);
}

// Where the ">" stands that ends a tag whose name ends at `name_end`; kNone where that is no end of a name.
std::size_t tag_end(std::string_view html, std::size_t name_end) {
  if (name_end >= html.size()) return kNone;
  if (html[name_end] == '>') return name_end;
  return is_white(html[name_end]) ? html.find('>', name_end) : kNone;
}

std::size_t letters_end(std::string_view html, std::size_t at) {
  while (at < html.size() && is_alpha(html[at])) ++at;
  return at;
}

// <hx-name ...> becomes <template hx type="name" ...>.
std::string with_templates(std::string_view html) {
  std::string written;
  std::size_t done = 0;
  const auto replace = [&](std::size_t start, std::size_t end, std::string_view text) {
    written.append(html.substr(done, start - done)).append(text);
    done = end;
  };
  std::size_t next = 0;
  for (std::size_t at = html.find('<'); at != kNone; at = html.find('<', next)) {
    next = at + 1;
    const bool is_end = stands_at(html, at, "</hx-");
    if (!is_end && !stands_at(html, at, "<hx-")) continue;
    const std::size_t name = at + (is_end ? 5 : 4);
    const std::size_t name_end = letters_end(html, name);
    if (name_end == name) continue;
    if (is_end) {
      if (name_end < html.size() && html[name_end] == '>') replace(at, name_end + 1, "</template>");
    } else if (tag_end(html, name_end) != kNone) {
      replace(at, name_end, "<template hx type=\"" + std::string(html.substr(name, name_end - name)) + "\"");
      next = tag_end(html, name_end);
    }
  }
  return written.append(html.substr(done));
}

std::string without_head(const std::string& html) {
  for (std::size_t at = html.find('<'); at != kNone; at = html.find('<', at + 1)) {
    if (!stands_at(html, at, "<head")) continue;
    const std::size_t start_end = tag_end(html, at + 5);
    if (start_end == kNone) continue;
    for (std::size_t end = html.find("</", start_end); end != kNone; end = html.find("</", end + 1)) {
      if (stands_at(html, end, "</head>")) return html.substr(0, at) + html.substr(end + 7);
    }
    return html;
  }
  return html;
}

bool is_in_name(char c) { return c != '/' && c != '\0' && c != '>' && !is_space(c); }

// The name of what looks like the first tag.
std::string_view first_tag(std::string_view html) {
  for (std::size_t at = html.find('<'); at != kNone; at = html.find('<', at + 1)) {
    if (at + 1 == html.size() || !is_alpha(html[at + 1])) continue;
    std::size_t end = at + 2;
    while (end < html.size() && is_in_name(html[end])) ++end;
    return html.substr(at + 1, end - at - 1);
  }
  return {};
}

void remove_title(pugi::xml_node parent, pugi::xml_node before) {
  for (pugi::xml_node top = before ? before.next_sibling() : parent.first_child(); top; top = top.next_sibling()) {
    for (pugi::xml_node each = top; each; each = next_element(each, top)) {
      if (!is_named(each, "title")) continue;
      if (each == top) parent.remove_child(top);
      return;
    }
  }
}

bool is_script_that_runs(pugi::xml_node element) {
  if (!is_named(element, "script")) return false;
  const std::string_view type = element.attribute("type").value();
  return type.empty() || type == "text/javascript" || type == "module";
}

// htmx puts copies in the place of scripts, which are not asynchronous.
void renew_scripts(pugi::xml_node parent, pugi::xml_node before) {
  for (pugi::xml_node top = before ? before.next_sibling() : parent.first_child(); top; top = top.next_sibling()) {
    for (pugi::xml_node each = top; each; each = next_element(each, top)) {
      if (is_script_that_runs(each)) each.remove_attribute("async");
    }
  }
}

}  // namespace

void parse_as_htmx(std::string_view html, pugi::xml_node parent) {
  const pugi::xml_node before = parent.last_child();
  const std::string response = with_templates(html);
  const std::string headless = without_head(response);
  const std::string_view start = first_tag(headless);
  if (equals_lower(start, "html")) {
    parse_body(response, parent);
  } else if (equals_lower(start, "body")) {
    parse_body(headless, parent);
  } else {
    parse_in_page_template(headless, parent);
    remove_title(parent, before);
  }
  renew_scripts(parent, before);
}

}  // namespace hxws
