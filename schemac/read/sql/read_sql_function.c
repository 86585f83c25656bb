/* read_sql_function.c: functions and procedures, kept with their bodies. */
#include "read/sql/read_sql.h"

#include "base/buffer.h"
#include "model/keyword.h"
#include "model/names.h"
#include "read/parse/parse_expr.h"
#include "read/parse/parse_type.h"

/* A function being read: what the statement says of its result. */
typedef struct NewFunction {
    Function *function;
    TypeUse output;  /* of the only OUT argument */
    size_t outputs;  /* how many OUT arguments there are */
    bool has_result; /* RETURNS was given */
} NewFunction;

/* ---- arguments ----------------------------------------------------------------------------------------- */

typedef enum ArgumentMode {
    ARGUMENT_IN,
    ARGUMENT_OUT,
    ARGUMENT_INOUT,
    ARGUMENT_VARIADIC
} ArgumentMode;

typedef struct Argument {
    Text name; /* empty: unnamed */
    TypeUse type;
    Expr *start; /* DEFAULT; or NULL */
    ArgumentMode mode;
} Argument;

static void take_mode(SqlCursor *cursor, Argument *argument)
{
    SqlTokenKind next = sql_peek(cursor).kind;
    if (next == SQL_COMMA || next == SQL_RIGHT_PAREN)
        return;
    if (sql_take_words(cursor, "out"))
        argument->mode = ARGUMENT_OUT;
    else if (sql_take_words(cursor, "inout") || sql_take_words(cursor, "in out"))
        argument->mode = ARGUMENT_INOUT;
    else if (!sql_take_words(cursor, "in") && sql_take_words(cursor, "variadic"))
        argument->mode = ARGUMENT_VARIADIC;
}

/* Whether a name stands before the type: two words that make no type together. */
static bool at_argument_name(const SqlCursor *cursor)
{
    SqlToken next = sql_peek(cursor);
    bool word = next.kind == SQL_WORD || next.kind == SQL_QUOTED || next.kind == SQL_UNICODE_QUOTED;
    if (!word || sql_token_is(next, "default") || sql_token_is(next, "array"))
        return false;
    if (sql_at(cursor, SQL_QUOTED) || sql_at(cursor, SQL_UNICODE_QUOTED))
        return true;
    return sql_at(cursor, SQL_WORD) && !sql_at_words(cursor, "double precision") &&
           keyword_class(cursor->token.text) != KEYWORD_COLUMN_NAME;
}

/* A type without its modifiers, which functions don't have; %TYPE is passed. Types that are not known stand
 * for themselves. */
static bool read_type(Ddl *ddl, TypeUse *type)
{
    SqlCursor *cursor = &ddl->cursor;
    cursor->any_type = true;
    bool done = parse_type(cursor, type);
    cursor->any_type = false;
    type->modifier_count = 0;
    type->fields = (Text){0};
    if (done && sql_at_operator(cursor, "%") && sql_token_is(sql_peek(cursor), "type")) {
        sql_advance(cursor);
        sql_advance(cursor);
    }
    return done;
}

static bool read_argument(Ddl *ddl, Argument *argument)
{
    SqlCursor *cursor = &ddl->cursor;
    *argument = (Argument){0};
    take_mode(cursor, argument);
    if (at_argument_name(cursor) && !sql_expect_label(cursor, &argument->name))
        return false;
    take_mode(cursor, argument);
    sql_take_words(cursor, "setof");
    if (!read_type(ddl, &argument->type))
        return false;
    if (!sql_take_words(cursor, "default") && !sql_take_operator(cursor, "="))
        return true;
    argument->start = parse_expr(cursor);
    return argument->start;
}

static bool read_arguments(Ddl *ddl, NewFunction *new)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    if (sql_take(cursor, SQL_RIGHT_PAREN))
        return true;
    do {
        Argument argument;
        if (!read_argument(ddl, &argument))
            return false;
        if (argument.mode != ARGUMENT_OUT) {
            list_push(ddl->arena, &new->function->argument_names, argument.name);
            list_push(ddl->arena, &new->function->argument_types, argument.type);
            list_push(ddl->arena, &new->function->argument_defaults, argument.start);
            new->function->is_variadic |= argument.mode == ARGUMENT_VARIADIC;
        }
        if (argument.mode == ARGUMENT_OUT || argument.mode == ARGUMENT_INOUT) {
            new->output = argument.type;
            new->outputs++;
        }
    } while (sql_take(cursor, SQL_COMMA));
    return sql_expect(cursor, SQL_RIGHT_PAREN);
}

/* ---- RETURNS ------------------------------------------------------------------------------------------- */

/* TABLE (name type, …), printed as the server prints it, with bare names in public. */
static bool read_returns_table(Ddl *ddl, Buffer *out)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    buffer_string(out, "TABLE(");
    for (bool first = true; first || sql_take(cursor, SQL_COMMA); first = false) {
        Argument argument;
        if (!read_argument(ddl, &argument))
            return false;
        buffer_string(out, first ? "" : ", ");
        buffer_text(out, names_quote(ddl->arena, argument.name));
        buffer_char(out, ' ');
        buffer_text(out, type_print(ddl->arena, &argument.type));
    }
    buffer_char(out, ')');
    return sql_expect(cursor, SQL_RIGHT_PAREN);
}

static bool read_returns(Ddl *ddl, NewFunction *new)
{
    Function *function = new->function;
    Buffer out = {0};
    bool done, is_set = false;
    new->has_result = true;
    if (sql_take_words(&ddl->cursor, "table")) {
        is_set = true;
        done = read_returns_table(ddl, &out);
    } else {
        is_set = sql_take_words(&ddl->cursor, "setof");
        done = read_type(ddl, &function->result);
        if (done) {
            buffer_string(&out, is_set ? "SETOF " : "");
            buffer_text(&out, type_print(ddl->arena, &function->result));
        }
    }
    function->result_text = text_copy(ddl->arena, buffer_contents(&out));
    buffer_free(&out);
    if (is_set)
        function->result = (TypeUse){0};
    return done;
}

/* What a function returns whose OUT arguments say it. */
static void set_output(Ddl *ddl, NewFunction *new)
{
    Function *function = new->function;
    if (new->has_result || function->is_procedure || new->outputs == 0)
        return;
    function->result = new->output;
    if (new->outputs > 1)
        function->result = (TypeUse){.type = type_builtin(TEXT("record"))};
    function->result_text = type_print(ddl->arena, &function->result);
}

/* ---- bodies -------------------------------------------------------------------------------------------- */

/* AS 'body' and AS 'library', 'symbol'. */
static bool read_body(Ddl *ddl, Function *function)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_take_string(cursor, &function->body))
        return sql_unexpected(cursor, "the body in quotes");
    if (sql_take(cursor, SQL_COMMA) && !sql_take_string(cursor, &function->body))
        return sql_unexpected(cursor, "a name in quotes");
    return true;
}

/* BEGIN ATOMIC … END, whose statements end in semicolons. */
static bool read_atomic_body(Ddl *ddl, Function *function)
{
    SqlCursor *cursor = &ddl->cursor;
    SqlToken first = cursor->token;
    size_t depth = 0;
    do {
        if (sql_at(cursor, SQL_END))
            return sql_unexpected(cursor, "END");
        depth += sql_at_words(cursor, "begin atomic") || sql_at_words(cursor, "case");
        depth -= sql_at_words(cursor, "end");
        sql_advance(cursor);
    } while (depth > 0);
    function->body = sql_text_from(cursor, first);
    return true;
}

/* RETURN expression, in normal form as far as that needs no types of the arguments. */
static bool read_return_body(Ddl *ddl, Function *function)
{
    Expr *expr = parse_expr(&ddl->cursor);
    if (!expr)
        return false;
    Text printed = expr_print(ddl->arena, expr_normalise(ddl->arena, expr, NULL));
    function->body = text_format(ddl->arena, "RETURN %.*s", TEXT_ARG(printed));
    return true;
}

/* ---- options ------------------------------------------------------------------------------------------- */

/* SET parameter {TO|=} values, SET parameter FROM CURRENT. */
static bool skip_setting(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName parameter;
    if (sql_take_words(cursor, "time zone"))
        return sql_advance(cursor), true;
    if (!ddl_read_name(ddl, &parameter) || sql_take_words(cursor, "from current"))
        return parameter.name.size > 0;
    if (!sql_take_operator(cursor, "=") && !sql_expect_words(cursor, "to"))
        return false;
    do {
        sql_take_operator(cursor, "-");
        sql_advance(cursor);
    } while (sql_take(cursor, SQL_COMMA));
    return true;
}

static bool take_flag(SqlCursor *cursor, Function *function)
{
    static const char *const ignored[] = {"window",
                                          "not leakproof",
                                          "leakproof",
                                          "external security definer",
                                          "external security invoker",
                                          "security definer",
                                          "security invoker",
                                          "parallel safe",
                                          "parallel unsafe",
                                          "parallel restricted",
                                          "called on null input"};
    static const char *const volatilities[] = {"immutable", "stable", "volatile"};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        if (sql_take_words(cursor, ignored[i]))
            return true;
    for (size_t i = 0; i < sizeof volatilities / sizeof *volatilities; i++)
        if (sql_take_words(cursor, volatilities[i])) {
            function->volatility = volatilities[i][0];
            return true;
        }
    if (sql_take_words(cursor, "strict") || sql_take_words(cursor, "returns null on null input"))
        return function->is_strict = true;
    return false;
}

/* One option; *known is false where the cursor is at none. */
static bool read_option(Ddl *ddl, NewFunction *new, bool *known)
{
    SqlCursor *cursor = &ddl->cursor;
    Function *function = new->function;
    DdlName name;
    *known = true;
    if (take_flag(cursor, function))
        return true;
    if (sql_take_words(cursor, "returns"))
        return read_returns(ddl, new);
    if (sql_take_words(cursor, "language"))
        return sql_take_string(cursor, &function->language) || sql_expect_label(cursor, &function->language);
    if (sql_take_words(cursor, "as"))
        return read_body(ddl, function);
    if (sql_at_words(cursor, "begin atomic"))
        return read_atomic_body(ddl, function);
    if (sql_take_words(cursor, "return"))
        return read_return_body(ddl, function);
    if (sql_take_words(cursor, "set"))
        return skip_setting(ddl);
    if (sql_take_words(cursor, "cost") || sql_take_words(cursor, "rows"))
        return sql_expect(cursor, SQL_NUMBER);
    if (sql_take_words(cursor, "support"))
        return ddl_read_name(ddl, &name);
    if (sql_take_words(cursor, "transform for type")) {
        TypeUse type;
        return read_type(ddl, &type);
    }
    *known = false;
    return true;
}

/* ---- statements ---------------------------------------------------------------------------------------- */

static bool same_type(const TypeUse *a, const TypeUse *b)
{
    return text_equal(a->type->name, b->type->name) && (a->dimensions > 0) == (b->dimensions > 0) &&
           (text_equal(a->type->schema, b->type->schema) || !a->type->schema.size || !b->type->schema.size);
}

static bool same_arguments(const Function *a, const Function *b)
{
    for (size_t i = 0; a->argument_types.count == b->argument_types.count && i < a->argument_types.count; i++)
        if (!same_type(&a->argument_types.items[i], &b->argument_types.items[i]))
            return false;
    return a->argument_types.count == b->argument_types.count;
}

/* Puts the function in the place of one of the same name and arguments. */
static void replace_function(Ddl *ddl, Function *function)
{
    for (size_t i = 0; i < ddl->schema->functions.count; i++) {
        Function *there = ddl->schema->functions.items[i];
        if (!text_equal(there->name, function->name) || !text_equal(there->schema, function->schema) ||
            !same_arguments(there, function))
            continue;
        function->comment = there->comment;
        ddl->schema->functions.items[i] = function;
        return;
    }
    list_push(ddl->arena, &ddl->schema->functions, function);
}

/* The result of a function that only SQL's own words for types name: void, trigger, record. */
static bool has_no_value(const Function *function)
{
    return function->is_procedure || (function->result.type && function->result.type->code == TYPE_OTHER);
}

static bool is_unknown(const TypeUse *use)
{
    return use->type && use->type->kind == TYPE_BASE && use->type->code == TYPE_NONE;
}

/* The type of an argument, or of the result, that nothing declares; NULL where all are known. */
static const TypeUse *unknown_type(const Function *function)
{
    for (size_t i = 0; i < function->argument_types.count; i++)
        if (is_unknown(&function->argument_types.items[i]))
            return &function->argument_types.items[i];
    return is_unknown(&function->result) ? &function->result : NULL;
}

bool ddl_create_function(Ddl *ddl, bool procedure)
{
    DdlName name;
    bool known = true;
    if (!ddl_read_name(ddl, &name))
        return false;
    Function *function = arena_new_object(ddl->arena, Function);
    function->schema = ddl_creation_schema(ddl, &name);
    function->name = name.name;
    function->is_procedure = procedure;
    function->volatility = 'v';
    function->language = TEXT("sql");
    function->span = name.span;
    NewFunction new = {.function = function};
    if (!read_arguments(ddl, &new))
        return false;
    while (known)
        if (!read_option(ddl, &new, &known))
            return false;
    set_output(ddl, &new);
    const TypeUse *unknown = unknown_type(function);
    if (unknown) {
        diag_warning(ddl->diag, unknown->span, "function \"%.*s\" skipped: type \"%.*s\" is not known",
                     TEXT_ARG(name.name), TEXT_ARG(unknown->type->name));
        return true;
    }
    if (has_no_value(function))
        function->result = (TypeUse){0};
    replace_function(ddl, function);
    return true;
}

Function *ddl_read_signature(Ddl *ddl, DdlName *name)
{
    Function signature = {0}, *found = NULL;
    NewFunction new = {.function = &signature};
    if (!ddl_read_name(ddl, name))
        return NULL;
    bool has_arguments = sql_at(&ddl->cursor, SQL_LEFT_PAREN);
    if (has_arguments && !read_arguments(ddl, &new))
        return NULL;
    for (size_t i = 0; i < ddl->schema->functions.count; i++) {
        Function *function = ddl->schema->functions.items[i];
        bool named = text_equal(function->name, name->name) &&
                     (!name->schema.size || text_equal(function->schema, name->schema));
        if (!found && named && (!has_arguments || same_arguments(function, &signature)))
            found = function;
    }
    return found;
}

/* Triggers call their function by name. */
static void rename_in_triggers(Ddl *ddl, const Function *function, Text schema, Text name)
{
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        TriggerList *triggers = &ddl->schema->tables.items[i]->triggers;
        for (size_t k = 0; k < triggers->count; k++) {
            Trigger *trigger = triggers->items[k];
            if (!text_equal(trigger->function_name, function->name) ||
                !text_equal(trigger->function_schema, function->schema))
                continue;
            trigger->function_schema = schema;
            trigger->function_name = name;
        }
    }
}

bool ddl_alter_function(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name;
    unsigned errors = ddl->diag->errors;
    Function *function = ddl_read_signature(ddl, &name);
    if (!function)
        return ddl->diag->errors == errors && ddl_skip_statement(ddl);
    Text schema = function->schema, changed = function->name;
    if (sql_take_words(cursor, "rename to")) {
        if (!sql_expect_name(cursor, &changed))
            return false;
    } else if (sql_take_words(cursor, "set schema")) {
        if (!sql_expect_name(cursor, &schema))
            return false;
    } else {
        return ddl_skip_statement(ddl);
    }
    rename_in_triggers(ddl, function, schema, changed);
    function->schema = schema;
    function->name = changed;
    return true;
}

static void remove_function(Ddl *ddl, const Function *function)
{
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        TriggerList *triggers = &ddl->schema->tables.items[i]->triggers;
        for (size_t k = triggers->count; k-- > 0;)
            if (text_equal(triggers->items[k]->function_name, function->name) &&
                text_equal(triggers->items[k]->function_schema, function->schema))
                list_remove(triggers, k);
    }
    for (size_t i = ddl->schema->functions.count; i-- > 0;)
        if (ddl->schema->functions.items[i] == function)
            list_remove(&ddl->schema->functions, i);
}

bool ddl_drop_function(Ddl *ddl)
{
    do {
        DdlName name;
        unsigned errors = ddl->diag->errors;
        const Function *function = ddl_read_signature(ddl, &name);
        if (ddl->diag->errors != errors)
            return false;
        if (function)
            remove_function(ddl, function);
    } while (sql_take(&ddl->cursor, SQL_COMMA));
    return true;
}
