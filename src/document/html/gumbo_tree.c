/* A loop around gumbo's tree construction that lets some tokens through in another dress, and does the work of others
   itself. gumbo keeps its functions to its file, so this file takes that in whole. */
#include "gumbo_tree.h"

#include "parser.c"

/* Since 2025 a select has no insertion mode of its own, and bounds scopes. To gumbo it is an applet, which does that and
   no more. */
#define SELECT_IN_DRESS GUMBO_TAG_APPLET
/* main is to it what the old dir is: a block, and special, as main was not in 2015. */
#define MAIN_IN_DRESS GUMBO_TAG_DIR

/* As Chromium: where so many elements are open, a new one is put beside the innermost. */
enum { kDeepest = 512 };
/* Where so many are open, further tags are dropped, so that the time that a page takes has bounds. */
enum { kMostOpen = 1024 };
/* So many elements may be opened by one token, as a tbody and a tr are by a td. */
enum { kOpenedAtOnce = 4 };

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

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

static bool is_text_equal(GumboStringPiece name, const char* lower) {
  const GumboStringPiece other = {lower, strlen(lower)};
  return gumbo_string_equals_ignore_case(&name, &other);
}

size_t hxws_gumbo_instruction_target(GumboStringPiece source) {
  if (source.length < 3 || source.data[1] != '?') return 0;
  size_t end = 2;
  while (end < source.length) {
    const char c = source.data[end];
    const bool is_first = end == 2;
    if (!is_letter(c) && c != '_' && (is_first || (c != '-' && (c < '0' || c > '9')))) break;
    ++end;
  }
  const bool is_ended = end == source.length || is_space(source.data[end]) || source.data[end] == '?' ||
                        source.data[end] == '>';
  const GumboStringPiece target = {source.data + 2, end - 2};
  if (!is_ended || is_text_equal(target, "xml") || is_text_equal(target, "xml-stylesheet")) return 0;
  return target.length;
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

static bool is_scope_marker(const GumboNode* node) {
  return node_tag_in_set(node, (gumbo_tagset){TAG(APPLET), TAG(CAPTION), TAG(HTML), TAG(TABLE), TAG(TD), TAG(TH),
                                              TAG(MARQUEE), TAG(OBJECT), TAG(TEMPLATE), TAG_MATHML(MI), TAG_MATHML(MO),
                                              TAG_MATHML(MN), TAG_MATHML(MS), TAG_MATHML(MTEXT),
                                              TAG_MATHML(ANNOTATION_XML), TAG_SVG(FOREIGNOBJECT), TAG_SVG(DESC),
                                              TAG_SVG(TITLE)});
}

/* Blocks that came after 2015, and that are not special. */
static bool is_new_block(GumboStringPiece name) { return is_text_equal(name, "dialog") || is_text_equal(name, "search"); }

/* WHATWG HTML, section 13.2.6.4.7, end tags of blocks and "any other end tag", for names that gumbo has no number for:
   to it they are all one. */
static bool end_unknown(GumboParser* parser, GumboToken* token) {
  const GumboVector* open = &parser->_parser_state->_open_elements;
  const GumboStringPiece name = source_name(token->original_text);
  const bool is_block = is_new_block(name);
  for (unsigned int index = open->length; index-- > 0;) {
    const GumboNode* node = open->data[index];
    const GumboStringPiece other = source_name(node->v.element.original_tag);
    if (node_html_tag_is(node, GUMBO_TAG_UNKNOWN) && gumbo_string_equals_ignore_case(&name, &other)) {
      generate_implied_end_tags(parser, GUMBO_TAG_UNKNOWN);
      pop_until(parser, node);
      break;
    }
    if (is_block ? is_scope_marker(node) : is_special_node(node)) break;
  }
  return consume(parser);
}

static bool is_select(const GumboNode* node) {
  return node_html_tag_is(node, SELECT_IN_DRESS) && is_text_equal(source_name(node->v.element.original_tag), "select");
}

/* The select that is in scope; null where there is none. */
static const GumboNode* select_in_scope(GumboParser* parser) {
  const GumboVector* open = &parser->_parser_state->_open_elements;
  for (unsigned int index = open->length; index-- > 0;) {
    const GumboNode* node = open->data[index];
    if (is_select(node)) return node;
    if (is_scope_marker(node)) return NULL;
  }
  return NULL;
}

/* What a select, since 2025, does to the tags inside it. True where the token has been dealt with. */
static bool handle_select(GumboParser* parser, GumboToken* token) {
  const GumboNode* select = select_in_scope(parser);
  if (token->type == GUMBO_TOKEN_END_TAG) {
    if (select != NULL) {
      generate_implied_end_tags(parser, GUMBO_TAG_LAST);
      pop_until(parser, select);
    }
    return consume(parser);
  }
  if (select == NULL) return false;
  switch (token->v.start_tag.tag) {
    case GUMBO_TAG_SELECT:
      pop_until(parser, select);
      return consume(parser);
    case GUMBO_TAG_INPUT:
      pop_until(parser, select);
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

/* Whether an end tag that stands for several names is not that of the innermost element that stands for them. */
static bool ends_another(GumboParser* parser, const GumboToken* token) {
  const GumboVector* open = &parser->_parser_state->_open_elements;
  const GumboStringPiece name = source_name(token->original_text);
  for (unsigned int index = open->length; index-- > 0;) {
    const GumboNode* node = open->data[index];
    if (!node_html_tag_is(node, token->v.end_tag)) continue;
    const GumboStringPiece other = source_name(node->v.element.original_tag);
    return !gumbo_string_equals_ignore_case(&name, &other);
  }
  return false;
}

/* Chromium, against the standard, ends a form inside a template as any other element. */
static bool end_form(GumboParser* parser) {
  if (!has_open_element(parser, GUMBO_TAG_TEMPLATE)) return false;
  const GumboVector* open = &parser->_parser_state->_open_elements;
  for (unsigned int index = open->length; index-- > 0;) {
    const GumboNode* node = open->data[index];
    if (node_html_tag_is(node, GUMBO_TAG_FORM)) {
      generate_implied_end_tags(parser, GUMBO_TAG_FORM);
      pop_until(parser, node);
      break;
    }
    if (is_special_node(node)) break;
  }
  return consume(parser);
}

/* Chromium puts a form into a table, empty, also inside a template. */
static bool begin_form(GumboParser* parser, GumboToken* token) {
  const GumboInsertionMode mode = mode_of(parser);
  const bool is_in_table = mode == GUMBO_INSERTION_MODE_IN_TABLE || mode == GUMBO_INSERTION_MODE_IN_TABLE_BODY ||
                           mode == GUMBO_INSERTION_MODE_IN_ROW;
  if (!is_in_table || !has_open_element(parser, GUMBO_TAG_TEMPLATE)) return false;
  insert_element_from_token(parser, token);
  pop_current_node(parser);
  return true;
}

/* Gives a tag the number by whose rules browsers treat it today. */
static void dress(GumboToken* token, GumboTag* tag) {
  if (*tag == GUMBO_TAG_MENUITEM || *tag == GUMBO_TAG_ISINDEX) *tag = GUMBO_TAG_UNKNOWN;
  if (*tag == GUMBO_TAG_MAIN) *tag = MAIN_IN_DRESS;
  if (*tag != GUMBO_TAG_UNKNOWN) return;
  const GumboStringPiece name = source_name(token->original_text);
  if (is_text_equal(name, "select")) *tag = GUMBO_TAG_SELECT;
}

/* True where the token has been dealt with. */
static bool prepare_tag(GumboParser* parser, GumboToken* token, GumboTag* tag, bool scripting) {
  dress(token, tag);
  /* text that waits must be where it belongs before elements are taken off the stack */
  if (mode_of(parser) != GUMBO_INSERTION_MODE_IN_TABLE_TEXT) maybe_flush_text_node_buffer(parser);
  const bool is_end = token->type == GUMBO_TOKEN_END_TAG;
  if (is_end && (*tag == GUMBO_TAG_P || *tag == GUMBO_TAG_BR) && is_foreign(get_current_node(parser))) {
    do pop_current_node(parser);
    while (!is_in_html(parser));
  }
  if (is_end) {
    if (!is_in_body(parser)) return false;
    if (*tag == GUMBO_TAG_UNKNOWN) return end_unknown(parser, token);
    if (*tag == GUMBO_TAG_SELECT) return handle_select(parser, token);
    if (*tag == GUMBO_TAG_FORM) return end_form(parser);
    const bool is_shared = *tag == SELECT_IN_DRESS || *tag == MAIN_IN_DRESS;
    return is_shared && ends_another(parser, token) && consume(parser);
  }
  if (!is_in_html(parser)) return false;
  switch (*tag) {
    case GUMBO_TAG_UNKNOWN:
      if (is_new_block(source_name(token->original_text))) maybe_implicitly_close_p_tag(parser, token);
      return false;
    case GUMBO_TAG_NOSCRIPT:
      if (scripting) begin_noscript(parser, token);
      return false;
    case GUMBO_TAG_FORM:
      return begin_form(parser, token);
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
static void undress(GumboParser* parser, const char* source) {
  GumboNode* node = get_current_node(parser);
  if (node == NULL || is_foreign(node) || node->v.element.original_tag.data != source) return;
  const GumboStringPiece name = source_name(node->v.element.original_tag);
  GumboTag* tag = &node->v.element.tag;
  if (*tag == GUMBO_TAG_NOFRAMES && is_text_equal(name, "noscript")) *tag = GUMBO_TAG_NOSCRIPT;
  if (*tag == GUMBO_TAG_UNKNOWN && is_text_equal(name, "select")) {
    *tag = SELECT_IN_DRESS;
    set_frameset_not_ok(parser);
  }
}

/* Browsers drop a processing instruction that does not end; in the standard of 2015 it was a comment like others. */
static bool is_unfinished_instruction(const GumboToken* token) {
  const GumboStringPiece source = token->original_text;
  if (token->type != GUMBO_TOKEN_COMMENT || source.length < 2 || source.data[1] != '?') return false;
  return source.data[source.length - 1] != '>' && (source.length == 2 || hxws_gumbo_instruction_target(source) > 0);
}

/* Chromium drops nulls before there is a body to put text in. */
static bool is_early_null(const GumboParser* parser, const GumboToken* token) {
  return token->type == GUMBO_TOKEN_NULL && mode_of(parser) <= GUMBO_INSERTION_MODE_AFTER_HEAD;
}

/* gumbo counts "</>" to the tag behind it. */
static void skip_missing_tags(GumboStringPiece* source) {
  while (source->length > 3 && memcmp(source->data, "</>", 3) == 0) {
    source->data += 3;
    source->length -= 3;
  }
}

static void raise(GumboParser* parser, GumboNode* node) {
  GumboNode* parent = node->parent;
  if (parent == NULL || parent->parent == NULL || parent->parent->type == GUMBO_NODE_DOCUMENT) return;
  remove_from_parent(parser, node);
  append_node(parser, parent->parent, node);
}

/* Puts what a token has opened in too deep a place beside its parent. */
static void raise_opened(GumboParser* parser, const char* source) {
  const GumboVector* open = &parser->_parser_state->_open_elements;
  if (open->length <= kDeepest) return;
  GumboNode* innermost = open->data[open->length - 1];
  const GumboVector* children = &innermost->v.element.children;
  GumboNode* last = children->length == 0 ? NULL : children->data[children->length - 1];
  if (last != NULL && last->type == GUMBO_NODE_ELEMENT && last->v.element.original_tag.data == source) {
    raise(parser, last);
  }
  const unsigned int first = open->length - kOpenedAtOnce;
  for (unsigned int index = first > kDeepest ? first : kDeepest + 1; index < open->length; ++index) {
    GumboNode* node = open->data[index];
    if (node->parent == open->data[index - 1]) raise(parser, node);
  }
}

/* Whether a tag opens nothing that stays open but for its text. */
static bool is_leaf(GumboTag tag) {
  const gumbo_tagset leaves = {TAG(AREA),     TAG(BASE),  TAG(BR),     TAG(COL),    TAG(EMBED),    TAG(HR),
                               TAG(IMG),      TAG(INPUT), TAG(LINK),   TAG(META),   TAG(PARAM),    TAG(SOURCE),
                               TAG(TRACK),    TAG(WBR),   TAG(SCRIPT), TAG(STYLE),  TAG(TEXTAREA), TAG(TITLE),
                               TAG(NOSCRIPT), TAG(XMP),   TAG(IFRAME), TAG(NOEMBED), TAG(NOFRAMES), TAG(PLAINTEXT)};
  return TAGSET_INCLUDES(leaves, GUMBO_NAMESPACE_HTML, tag);
}

/* Whether the tag is one too many, or the end of one that was. `dropped` is how many of those are open. */
static bool is_dropped(const GumboParser* parser, const GumboToken* token, size_t* dropped) {
  if (token->type == GUMBO_TOKEN_END_TAG) {
    if (*dropped == 0 || is_leaf(token->v.end_tag)) return false;
    --*dropped;
    return true;
  }
  if (parser->_parser_state->_open_elements.length < kMostOpen || is_leaf(token->v.start_tag.tag)) return false;
  ++*dropped;
  return true;
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
  size_t dropped = 0;
  GumboToken token;
  do {
    if (state->_reprocess_current_token) {
      state->_reprocess_current_token = false;
    } else {
      gumbo_tokenizer_set_is_current_node_foreign(&parser, is_foreign(get_current_node(&parser)));
      gumbo_lex(&parser, &token);
    }
    skip_missing_tags(&token.original_text);
    state->_current_token = &token;
    state->_self_closing_flag_acknowledged = true;
    if (goes_on_with_text(&parser, &token)) {
      insert_text_token(&parser, &token);
      continue;
    }
    GumboTag* tag = mode_of(&parser) == GUMBO_INSERTION_MODE_TEXT ? NULL : tag_of(&token);
    if (tag != NULL && is_dropped(&parser, &token, &dropped)) {
      consume(&parser);
      continue;
    }
    if (is_early_null(&parser, &token) || is_unfinished_instruction(&token)) {
      consume(&parser);
      continue;
    }
    if (tag != NULL && prepare_tag(&parser, &token, tag, scripting)) continue;
    const bool is_start = token.type == GUMBO_TOKEN_START_TAG;
    const char* source = token.original_text.data;
    handle_token(&parser, &token);
    if (!is_start) continue;
    undress(&parser, source);
    raise_opened(&parser, source);
  } while (token.type != GUMBO_TOKEN_EOF || state->_reprocess_current_token);
  finish_parsing(&parser);
  return parser._output->document;
}
