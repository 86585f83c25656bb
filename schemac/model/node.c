/* node.c: making documents. */
#include "model/node.h"

static Node *node_new(Arena *arena, NodeKind kind)
{
    Node *node = arena_new_object(arena, Node);
    node->kind = kind;
    return node;
}

Node *node_scalar(Arena *arena, Text text)
{
    Node *node = node_new(arena, NODE_SCALAR);
    node->text = text;
    return node;
}

Node *node_plain(Arena *arena, Text text)
{
    Node *node = node_scalar(arena, text);
    node->is_plain = true;
    return node;
}

Node *node_list(Arena *arena)
{
    return node_new(arena, NODE_LIST);
}

Node *node_map(Arena *arena)
{
    return node_new(arena, NODE_MAP);
}

void node_add(Arena *arena, Node *list, Node *item)
{
    list_push(arena, &list->items, item);
}

void node_put(Arena *arena, Node *map, Text key, Node *value)
{
    list_push(arena, &map->items, node_scalar(arena, key));
    list_push(arena, &map->items, value);
}
