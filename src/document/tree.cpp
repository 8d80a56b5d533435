#include "document/tree.hpp"

namespace hxws {

QuirksMode quirks_mode_of(pugi::xml_node node) {
  return has_attribute(node.root().child("html"), kQuirksState) ? QuirksMode::kYes : QuirksMode::kNo;
}

bool is_foreign(pugi::xml_node element) {
  if (is_named(element, "svg") || is_named(element, "math")) return true;
  if (has_attribute(element, kHtmlState)) return false;
  for (pugi::xml_node each = element.parent(); is_element(each); each = each.parent()) {
    if (is_named(each, "svg") || is_named(each, "math")) return true;
    if (has_attribute(each, kHtmlState)) return false;
    // where HTML begins again (WHATWG HTML, section 13.2.6, the integration points)
    for (const char* name : {"foreignObject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"}) {
      if (is_named(each, name)) return false;
    }
  }
  return false;
}

pugi::xml_node next_in_tree(pugi::xml_node node, pugi::xml_node root) {
  if (pugi::xml_node child = node.first_child()) return child;
  while (node && node != root) {
    if (pugi::xml_node sibling = node.next_sibling()) return sibling;
    node = node.parent();
  }
  return {};
}

pugi::xml_node next_element(pugi::xml_node node, pugi::xml_node root) {
  do node = next_in_tree(node, root);
  while (node && !is_element(node));
  return node;
}

std::string text_content(pugi::xml_node root) {
  std::string text;
  for (pugi::xml_node each = root; each; each = next_in_tree(each, root)) {
    if (each.type() == pugi::node_pcdata) text += each.value();
  }
  return text;
}

pugi::xml_node element_by_id(pugi::xml_node root, std::string_view id) {
  for (pugi::xml_node each = root; each; each = next_element(each, root)) {
    if (!is_element(each)) continue;
    const pugi::xml_attribute attribute = each.attribute("id");
    if (!attribute.empty() && attribute.value() == id) return each;
  }
  return {};
}

}  // namespace hxws
