#include "document/query.hpp"

#include "document/tree.hpp"

namespace hxws {
namespace {

bool is_plain(std::string_view name) {
  for (const char c : name) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!is_letter && c != '-' && c != '_') return false;
  }
  return !name.empty();
}

bool is_match(pugi::xml_node element, std::string_view selector) {
  if (selector[0] == '#') return has_attribute(element, "id") && element.attribute("id").value() == selector.substr(1);
  if (selector[0] != '.') return is_named(element, selector);
  const std::string list = std::string(" ") + element.attribute("class").value() + " ";
  return list.find(" " + std::string(selector.substr(1)) + " ") != std::string::npos;
}

}  // namespace

std::vector<pugi::xml_node> select_all(pugi::xml_node root, std::string_view selector, SelectorFault& fault) {
  fault = {0, nullptr};
  std::vector<pugi::xml_node> found;
  const bool has_sign = !selector.empty() && (selector[0] == '#' || selector[0] == '.');
  if (!is_plain(selector.substr(has_sign ? 1 : 0))) {
    fault.reason = "expected a tag, #id or .class";
    return found;
  }
  for (pugi::xml_node each = next_element(root, root); each; each = next_element(each, root)) {
    if (is_match(each, selector)) found.push_back(each);
  }
  return found;
}

pugi::xml_node select_first(pugi::xml_node root, std::string_view selector, SelectorFault& fault) {
  const std::vector<pugi::xml_node> found = select_all(root, selector, fault);
  return found.empty() ? pugi::xml_node() : found.front();
}

}  // namespace hxws
