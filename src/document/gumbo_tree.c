/* A loop around gumbo's tree construction that lets some tokens through in another dress, and does the work of others
   itself. gumbo keeps its functions to its file, so this file takes that in whole. */
#include "gumbo_tree.h"

/* Where it looks for an insertion mode: a select has none of its own any more, so the search goes on behind it. */
#include "insertion_mode.h"
#define GUMBO_INSERTION_MODE_IN_SELECT GUMBO_INSERTION_MODE_INITIAL
#define GUMBO_INSERTION_MODE_IN_SELECT_IN_TABLE GUMBO_INSERTION_MODE_INITIAL
#include "parser.c"

/* As Chromium: an element that would be deeper becomes a sibling of the innermost that is not. */
enum { kDeepest = 512 };

static void free_nothing(void* memory, void* pointer) {
  (void)memory;
  (void)pointer;
}

static bool ends_name(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '/' || c == '>';
}

/* The name in the source of a tag. */
static GumboStringPiece source_name(GumboStringPiece tag) {
  if (tag.length == 0) return tag;
  const size_t start = tag.length > 1 && tag.data[1] == '/' ? 2 : 1;
  size_t end = start;
  while (end < tag.length && !ends_name(tag.data[end])) ++end;
  const GumboStringPiece name = {tag.data + start, end - start};
  return name;
}

GumboStringPiece hxws_gumbo_source_name(const GumboElement* element) { return source_name(element->original_tag); }

static bool is_text_equal(GumboStringPiece name, const char* lower) {
  const GumboStringPiece other = {lower, strlen(lower)};
  return gumbo_string_equals_ignore_case(&name, &other);
}

static GumboTag* tag_of(GumboToken* token) {
  if (token->type == GUMBO_TOKEN_START_TAG) return &token->v.start_tag.tag;
  if (token->type == GUMBO_TOKEN_END_TAG) return &token->v.end_tag;
  return NULL;
}

static bool is_foreign(const GumboNode* node) {
  return node != NULL && node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML;
}

static bool is_integration_point(const GumboNode* node) {
  return is_mathml_integration_point(node) || is_html_integration_point(node);
}

/* Whether start tags are HTML's where the parser stands. */
static bool is_in_html(GumboParser* parser) {
  const GumboNode* node = get_current_node(parser);
  return !is_foreign(node) || is_integration_point(node);
}

static GumboInsertionMode mode_of(const GumboParser* parser) { return parser->_parser_state->_insertion_mode; }

/* Whether the rules "in body" serve for tags that a table has none for. */
static bool is_in_body(GumboParser* parser) {
  switch (mode_of(parser)) {
    case GUMBO_INSERTION_MODE_IN_BODY:
    case GUMBO_INSERTION_MODE_IN_CELL:
    case GUMBO_INSERTION_MODE_IN_CAPTION:
    case GUMBO_INSERTION_MODE_IN_TABLE:
    case GUMBO_INSERTION_MODE_IN_TABLE_BODY:
    case GUMBO_INSERTION_MODE_IN_ROW:
      return !is_foreign(get_current_node(parser));
    default:
      return false;
  }
}

/* Drops a token that has been dealt with. */
static bool consume(GumboParser* parser) {
  parser->_parser_state->_ignore_next_linefeed = false;
  ignore_token(parser);
  return true;
}

static void pop_until(GumboParser* parser, const GumboNode* last) {
  while (pop_current_node(parser) != last) continue;
}

/* WHATWG HTML, section 13.2.6.4.7, "any other end tag", for names that gumbo has no number for: to it they are all one.
 */
static bool end_unknown(GumboParser* parser, GumboToken* token) {
  const GumboVector* open = &parser->_parser_state->_open_elements;
  const GumboStringPiece name = source_name(token->original_text);
  for (unsigned int index = open->length; index-- > 0;) {
    const GumboNode* node = open->data[index];
    const GumboStringPiece other = source_name(node->v.element.original_tag);
    if (node_html_tag_is(node, GUMBO_TAG_UNKNOWN) && gumbo_string_equals_ignore_case(&name, &other)) {
      generate_implied_end_tags(parser, GUMBO_TAG_UNKNOWN);
      pop_until(parser, node);
      break;
    }
    if (is_special_node(node)) break;
  }
  return consume(parser);
}

static void close_select(GumboParser* parser) {
  while (!node_html_tag_is(pop_current_node(parser), GUMBO_TAG_SELECT)) continue;
}

/* What a select, since 2025, does to the tags inside it. True where the token has been dealt with. */
static bool handle_select(GumboParser* parser, GumboToken* token) {
  const bool is_inside = has_an_element_in_scope(parser, GUMBO_TAG_SELECT);
  if (token->type == GUMBO_TOKEN_END_TAG) {
    if (is_inside) {
      generate_implied_end_tags(parser, GUMBO_TAG_LAST);
      close_select(parser);
    }
    return consume(parser);
  }
  if (!is_inside) return false;
  switch (token->v.start_tag.tag) {
    case GUMBO_TAG_SELECT:
      close_select(parser);
      return consume(parser);
    case GUMBO_TAG_INPUT:
      close_select(parser);
      return false;
    case GUMBO_TAG_HR:
      maybe_implicitly_close_p_tag(parser, token);
      generate_implied_end_tags(parser, GUMBO_TAG_LAST);
      return false;
    case GUMBO_TAG_OPTION:
      generate_implied_end_tags(parser, GUMBO_TAG_OPTGROUP);
      return false;
    default:
      generate_implied_end_tags(parser, GUMBO_TAG_LAST);
      return false;
  }
}

static void begin_noscript(GumboParser* parser, GumboToken* token) {
  const GumboInsertionMode mode = mode_of(parser);
  if (mode == GUMBO_INSERTION_MODE_AFTER_HEAD) {
    insert_element_of_tag_type(parser, GUMBO_TAG_BODY, GUMBO_INSERTION_IMPLIED);
    set_insertion_mode(parser, GUMBO_INSERTION_MODE_IN_BODY);
  } else if (mode == GUMBO_INSERTION_MODE_IN_TEMPLATE) {
    pop_template_insertion_mode(parser);
    push_template_insertion_mode(parser, GUMBO_INSERTION_MODE_IN_BODY);
    set_insertion_mode(parser, GUMBO_INSERTION_MODE_IN_BODY);
  }
  token->v.start_tag.tag = GUMBO_TAG_NOFRAMES;
}

/* Gives a tag the number by whose rules browsers treat it today. */
static void dress(GumboToken* token, GumboTag* tag) {
  if (*tag == GUMBO_TAG_MENUITEM || *tag == GUMBO_TAG_ISINDEX) *tag = GUMBO_TAG_UNKNOWN;
  if (*tag != GUMBO_TAG_UNKNOWN) return;
  const GumboStringPiece name = source_name(token->original_text);
  if (is_text_equal(name, "dialog") || is_text_equal(name, "search")) *tag = GUMBO_TAG_DIR;
  if (is_text_equal(name, "select")) *tag = GUMBO_TAG_SELECT;
}

/* True where the token has been dealt with. */
static bool prepare_tag(GumboParser* parser, GumboToken* token, GumboTag* tag, bool scripting) {
  dress(token, tag);
  const bool is_end = token->type == GUMBO_TOKEN_END_TAG;
  if (is_end && (*tag == GUMBO_TAG_P || *tag == GUMBO_TAG_BR) && is_foreign(get_current_node(parser))) {
    do pop_current_node(parser);
    while (!is_in_html(parser));
  }
  if (is_end) {
    if (!is_in_body(parser)) return false;
    if (*tag == GUMBO_TAG_UNKNOWN) return end_unknown(parser, token);
    return *tag == GUMBO_TAG_SELECT && handle_select(parser, token);
  }
  if (!is_in_html(parser)) return false;
  switch (*tag) {
    case GUMBO_TAG_NOSCRIPT:
      if (scripting) begin_noscript(parser, token);
      return false;
    case GUMBO_TAG_SELECT:
      if (handle_select(parser, token)) return true;
      *tag = GUMBO_TAG_UNKNOWN;
      return false;
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_OPTGROUP:
      return handle_select(parser, token);
    default:
      return false;
  }
}

/* Most characters only go on with a text. */
static bool goes_on_with_text(GumboParser* parser, const GumboToken* token) {
  if (token->type != GUMBO_TOKEN_CHARACTER && token->type != GUMBO_TOKEN_WHITESPACE) return false;
  const TextNodeBufferState* text = &parser->_parser_state->_text_node;
  if (text->_buffer.length == 0 || text->_type != GUMBO_NODE_TEXT) return false;
  const GumboInsertionMode mode = mode_of(parser);
  return (mode == GUMBO_INSERTION_MODE_IN_BODY || mode == GUMBO_INSERTION_MODE_IN_CELL) &&
         !is_foreign(get_current_node(parser));
}

/* The element that the token has just opened gets the tag that it was let through without. */
static void undress(GumboParser* parser, const GumboToken* token, const char* source) {
  (void)token;
  GumboNode* node = get_current_node(parser);
  if (node == NULL || is_foreign(node) || node->v.element.original_tag.data != source) return;
  const GumboStringPiece name = source_name(node->v.element.original_tag);
  GumboTag* tag = &node->v.element.tag;
  if (*tag == GUMBO_TAG_NOFRAMES && is_text_equal(name, "noscript")) *tag = GUMBO_TAG_NOSCRIPT;
  if (*tag == GUMBO_TAG_UNKNOWN && is_text_equal(name, "select")) {
    *tag = GUMBO_TAG_SELECT;
    set_frameset_not_ok(parser);
  }
}

/* Takes the innermost element off the stack, where it is one too many. */
static void flatten(GumboParser* parser) {
  GumboParserState* state = parser->_parser_state;
  GumboNode* node = pop_current_node(parser);
  gumbo_vector_remove(parser, node, &state->_active_formatting_elements);
  if (node->type == GUMBO_NODE_TEMPLATE) {
    clear_active_formatting_elements(parser);
    pop_template_insertion_mode(parser);
  }
  reset_insertion_mode_appropriately(parser);
}

const GumboNode* hxws_gumbo_parse(const char* text, size_t size, bool scripting, void* (*allocate)(void*, size_t),
                                  void* memory) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = free_nothing;
  options.userdata = memory;
  options.max_errors = 0;
  GumboParser parser;
  parser._options = &options;
  output_init(&parser);
  gumbo_tokenizer_state_init(&parser, text, size);
  parser_state_init(&parser);
  GumboParserState* state = parser._parser_state;
  size_t flattened = 0;
  GumboToken token;
  do {
    if (state->_reprocess_current_token) {
      state->_reprocess_current_token = false;
    } else {
      gumbo_tokenizer_set_is_current_node_foreign(&parser, is_foreign(get_current_node(&parser)));
      gumbo_lex(&parser, &token);
    }
    state->_current_token = &token;
    state->_self_closing_flag_acknowledged = true;
    if (goes_on_with_text(&parser, &token)) {
      insert_text_token(&parser, &token);
      continue;
    }
    GumboTag* tag = mode_of(&parser) == GUMBO_INSERTION_MODE_TEXT ? NULL : tag_of(&token);
    if (tag != NULL && token.type == GUMBO_TOKEN_END_TAG && flattened > 0) {
      --flattened;
      consume(&parser);
      continue;
    }
    if (tag != NULL && prepare_tag(&parser, &token, tag, scripting)) continue;
    const bool is_start = token.type == GUMBO_TOKEN_START_TAG;
    const char* source = token.original_text.data;
    handle_token(&parser, &token);
    if (!is_start) continue;
    undress(&parser, &token, source);
    if (state->_open_elements.length > kDeepest && mode_of(&parser) != GUMBO_INSERTION_MODE_TEXT) {
      flatten(&parser);
      ++flattened;
    }
  } while (token.type != GUMBO_TOKEN_EOF || state->_reprocess_current_token);
  finish_parsing(&parser);
  return parser._output->document;
}
