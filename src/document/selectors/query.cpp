#include "document/selectors/query.hpp"

#include <functional>
#include <memory>
#include <string>

#include "ascii.hpp"
#include "document/selectors/marks.hpp"
#include "document/selectors/selector.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

// A selector, and its two XPath expressions once they were needed.
class Query {
 public:
  Query(std::string_view selector, QuirksMode quirks_mode)
      : selector_(selector), quirks_mode_(quirks_mode), compiled_(compile_selector(selector, quirks_mode)) {}

  bool is_of(std::string_view selector, QuirksMode quirks_mode) const {
    return selector_ == selector && quirks_mode_ == quirks_mode;
  }
  const CompiledSelector& compiled() const { return compiled_; }

  // Null where pugixml can't evaluate the expression: it is nested too deep.
  const pugi::xpath_query* descendants() { return expression(descendants_, compiled_.xpath); }
  const pugi::xpath_query* condition() { return expression(condition_, compiled_.condition); }

 private:
  static const pugi::xpath_query* expression(std::unique_ptr<pugi::xpath_query>& kept, const std::string& xpath) {
    if (kept == nullptr) kept = std::make_unique<pugi::xpath_query>(xpath.c_str());
    return kept->result() ? kept.get() : nullptr;
  }

  std::string selector_;
  QuirksMode quirks_mode_;
  CompiledSelector compiled_;
  std::unique_ptr<pugi::xpath_query> descendants_;
  std::unique_ptr<pugi::xpath_query> condition_;
};

// The queries used last. Each selector has one place, where it takes that of another.
class QueryCache {
 public:
  Query& find(std::string_view selector, QuirksMode quirks_mode) {
    std::unique_ptr<Query>& kept = queries_[std::hash<std::string_view>()(selector) % kQueries];
    if (kept == nullptr || !kept->is_of(selector, quirks_mode)) kept = std::make_unique<Query>(selector, quirks_mode);
    return *kept;
  }

 private:
  static constexpr std::size_t kQueries = 128;
  std::unique_ptr<Query> queries_[kQueries];
};

Query& query_of(std::string_view selector, pugi::xml_node in) {
  static auto* const cache = new QueryCache();
  return cache->find(selector, quirks_mode_of(in));
}

constexpr const char* kTooDeep = "the selector is nested too deep";

bool has_class(pugi::xml_node element, std::string_view name) {
  const std::string_view classes = element.attribute("class").value();
  for (std::size_t at = classes.find(name); at != std::string_view::npos; at = classes.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || is_space(classes[at - 1])) && (end == classes.size() || is_space(classes[end]))) return true;
  }
  return false;
}

bool is_match(pugi::xml_node element, const CompiledSelector& simple) {
  switch (simple.simple) {
    case SimpleSelector::kType:
      return simple.name == element.name();
    case SimpleSelector::kId:
      return has_attribute(element, "id") && simple.name == element.attribute("id").value();
    case SimpleSelector::kClass:
      return has_class(element, simple.name);
    case SimpleSelector::kNone:
      break;
  }
  return false;
}

pugi::xml_node next_match(pugi::xml_node node, pugi::xml_node root, const CompiledSelector& simple) {
  do node = next_element(node, root);
  while (node && !is_match(node, simple));
  return node;
}

bool is_valid(const CompiledSelector& compiled, SelectorFault& fault) {
  fault = {compiled.offset, compiled.reason};
  return compiled.valid;
}

bool is_simple(const CompiledSelector& compiled) { return compiled.simple != SimpleSelector::kNone; }

}  // namespace

std::vector<pugi::xml_node> select_all(pugi::xml_node root, std::string_view selector, SelectorFault& fault) {
  Query& query = query_of(selector, root);
  const CompiledSelector& compiled = query.compiled();
  std::vector<pugi::xml_node> found;
  if (!is_valid(compiled, fault)) return found;
  if (is_simple(compiled)) {
    for (pugi::xml_node each = next_match(root, root, compiled); each; each = next_match(each, root, compiled)) {
      found.push_back(each);
    }
    return found;
  }
  const pugi::xpath_query* const descendants = query.descendants();
  if (descendants == nullptr) {
    fault.reason = kTooDeep;
    return found;
  }
  const Marks marks(root, compiled.marks);
  const pugi::xpath_node_set nodes = descendants->evaluate_node_set(root);
  found.reserve(nodes.size());
  for (const pugi::xpath_node& node : nodes) found.push_back(node.node());
  return found;
}

pugi::xml_node select_first(pugi::xml_node root, std::string_view selector, SelectorFault& fault) {
  Query& query = query_of(selector, root);
  const CompiledSelector& compiled = query.compiled();
  if (!is_valid(compiled, fault)) return {};
  if (is_simple(compiled)) return next_match(root, root, compiled);
  const pugi::xpath_query* const descendants = query.descendants();
  if (descendants == nullptr) {
    fault.reason = kTooDeep;
    return {};
  }
  const Marks marks(root, compiled.marks);
  return descendants->evaluate_node(root).node();
}

bool matches(pugi::xml_node element, std::string_view selector, SelectorFault& fault) {
  Query& query = query_of(selector, element);
  const CompiledSelector& compiled = query.compiled();
  if (!is_valid(compiled, fault)) return false;
  if (is_simple(compiled)) return is_match(element, compiled);
  const pugi::xpath_query* const condition = query.condition();
  if (condition == nullptr) {
    fault.reason = kTooDeep;
    return false;
  }
  const Marks marks(element, compiled.marks);
  return condition->evaluate_boolean(element);
}

pugi::xml_node closest(pugi::xml_node element, std::string_view selector, SelectorFault& fault) {
  Query& query = query_of(selector, element);
  const CompiledSelector& compiled = query.compiled();
  if (!is_valid(compiled, fault)) return {};
  const pugi::xpath_query* const condition = is_simple(compiled) ? nullptr : query.condition();
  if (condition == nullptr && !is_simple(compiled)) {
    fault.reason = kTooDeep;
    return {};
  }
  const Marks marks(element, compiled.marks);
  for (; is_element(element); element = element.parent()) {
    if (condition == nullptr ? is_match(element, compiled) : condition->evaluate_boolean(element)) return element;
  }
  return {};
}

}  // namespace hxws
