#include "document/swaps/targets.hpp"

#include <cstddef>
#include <initializer_list>
#include <utility>

#include "ascii.hpp"
#include "document/selectors/query.hpp"
#include "document/tree.hpp"
#include "document/tree_memory.hpp"

namespace hxws {
namespace {

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

bool is_name_character(char c) { return is_alpha(c) || is_digit(c) || c == '-' || c == '_'; }

// Whether it is a "#", a letter and what every language of selectors takes for the rest of a name.
bool is_plain_id(std::string_view selector) {
  if (selector.size() < 2 || selector[0] != '#' || !is_alpha(selector[1])) return false;
  for (const char c : selector.substr(1)) {
    if (!is_name_character(c)) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  const auto is_white = [](char c) { return is_space(c) || c == '\v'; };
  while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
  return text;
}

// Without white space around it, and out of "<" and "/>".
std::string_view normalized(std::string_view selector) {
  selector = trimmed(selector);
  const bool is_enclosed =
      selector.size() >= 3 && selector.front() == '<' && selector.substr(selector.size() - 2) == "/>";
  return is_enclosed ? selector.substr(1, selector.size() - 3) : selector;
}

// At commas that do not stand between "<" and "/>".
std::vector<std::string_view> parts_of(std::string_view selector) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t at = 0; at < selector.size(); ++at) {
    if (selector[at] == ',' && depth == 0) {
      parts.push_back(selector.substr(start, at - start));
      start = at + 1;
    } else if (selector[at] == '<') {
      ++depth;
    } else if (starts_with(selector.substr(at), "/>")) {
      --depth;
    }
  }
  if (start < selector.size()) parts.push_back(selector.substr(start));
  return parts;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  for (const std::string_view each : words) {
    if (word == each) return true;
  }
  return false;
}

// Words that mean nothing where the document is asked: nothing is around it, before it or behind it.
bool finds_nothing(std::string_view part) {
  return part == "host" || starts_with(part, "closest ") || starts_with(part, "next ") ||
         starts_with(part, "previous ");
}

class Finder {
 public:
  explicit Finder(pugi::xml_node document) : document_(document) {}

  Targets find(std::string_view selector) {
    while (starts_with(selector, "global ")) selector.remove_prefix(7);
    std::string standard;
    bool is_standard = false;
    for (const std::string_view each : parts_of(selector)) {
      const std::string_view part = normalized(each);
      if (take_word(part)) continue;
      if (found_.fault != Targets::Fault::kNone) return failed(found_.fault);
      if (is_standard) standard += ',';
      standard += part;
      is_standard = true;
    }
    if (is_standard && !take_all(standard)) return failed(Targets::Fault::kBadSelector);
    return std::move(found_);
  }

 private:
  static Targets failed(Targets::Fault fault) { return {fault, {}}; }

  void add(pugi::xml_node node) { found_.nodes.push_back(node); }

  // Whether it is one of the words that htmx knows, and was followed.
  bool take_word(std::string_view part) {
    if (finds_nothing(part)) return true;
    if (part == "document" || part == "root") {
      add(document_);
    } else if (part == "window") {
      add({});
    } else if (part == "body") {
      if (const pugi::xml_node body = body_of(document_)) add(body);
    } else if (starts_with(part, "find ")) {
      SelectorFault fault = {};
      const CountsFor nobody(nullptr);
      const pugi::xml_node first = select_first(document_, normalized(part.substr(5)), fault);
      if (fault.reason != nullptr) found_.fault = Targets::Fault::kBadSelector;
      if (first) add(first);
      return fault.reason == nullptr;
    } else {
      // of the document, htmx asks in vain for its siblings
      if (is_one_of(part, {"next", "nextElementSibling", "previous", "previousElementSibling"})) {
        found_.fault = Targets::Fault::kNoSuchWord;
      }
      return false;
    }
    return true;
  }

  bool take_all(std::string_view selector) {
    SelectorFault fault = {};
    const CountsFor nobody(nullptr);
    for (const pugi::xml_node element : select_all(document_, selector, fault)) add(element);
    return fault.reason == nullptr;
  }

  pugi::xml_node document_;
  Targets found_ = {Targets::Fault::kNone, {}};
};

}  // namespace

Targets targets_of(pugi::xml_node document, std::string_view selector) {
  if (is_plain_id(selector)) return {Targets::Fault::kNone, elements_by_id(document, selector.substr(1))};
  return Finder(document).find(selector);
}

std::string id_selector(std::string_view id) {
  std::string selector = "#";
  const auto append_code = [&selector](char c) {
    constexpr const char* kDigits = "0123456789abcdef";
    selector += '\\';
    if (c >= 0x10) selector += kDigits[c >> 4];
    selector += kDigits[c & 0xF];
    selector += ' ';
  };
  for (std::size_t at = 0; at < id.size(); ++at) {
    const char c = id[at];
    const bool is_first = at == 0 || (at == 1 && id[0] == '-');
    const bool is_control = (c >= '\x01' && c <= '\x1F') || c == '\x7F';
    if (is_control || (is_digit(c) && is_first)) {
      append_code(c);
    } else if (c == '-' && id.size() == 1) {
      selector += "\\-";
    } else if (is_name_character(c) || static_cast<unsigned char>(c) >= 0x80) {
      selector += c;
    } else {
      selector += '\\';
      selector += c;
    }
  }
  return selector;
}

std::vector<pugi::xml_node> elements_by_id(pugi::xml_node document, std::string_view id) {
  std::vector<pugi::xml_node> found;
  const bool with_case = quirks_mode_of(document) == QuirksMode::kNo;
  for (pugi::xml_node each = next_element(document, document); each; each = next_element(each, document)) {
    const pugi::xml_attribute attribute = each.attribute("id");
    if (attribute.empty()) continue;
    if (with_case ? attribute.value() == id : equals_ignoring_case(attribute.value(), id)) found.push_back(each);
  }
  return found;
}

pugi::xml_node body_of(pugi::xml_node document) {
  for (const pugi::xml_node child : document.child("html").children()) {
    if (is_named(child, "body") || is_named(child, "frameset")) return child;
  }
  return {};
}

}  // namespace hxws
