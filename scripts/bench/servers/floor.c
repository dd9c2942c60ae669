// The least a server in C can do for the plain scenarios, to know where the machine's own floor is: no topics but bench/NNN/…,
// no rights, no limits, QoS 0 alone. Every 10 ms what a room said goes to each of its clients in one write of one shared buffer.
// Not a broker: only bench's own generator may talk to it.

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { FDS_MAX = 20000, ROOMS_MAX = 1000, READ_BYTES = 65536, FLUSH_NS = 10000000, ROOM_OFFSET = 6 };

typedef struct { uint8_t *bytes; size_t length, room; } Buffer;
typedef struct { Buffer in, tail; int is_open; } Client;
typedef struct { Buffer said; int *members; size_t count, capacity; } Room;

static Client clients[FDS_MAX];
static Room rooms[ROOMS_MAX];
static int epoll_fd;

static void append(Buffer *b, const uint8_t *bytes, size_t length) {
  if (b->length + length > b->room) {
    b->room = 2 * (b->length + length);
    b->bytes = realloc(b->bytes, b->room);
  }
  memcpy(b->bytes + b->length, bytes, length);
  b->length += length;
}

static void watch(int fd, int operation, uint32_t events) {
  struct epoll_event event = {.events = events, .data.fd = fd};
  epoll_ctl(epoll_fd, operation, fd, &event);
}

static void end(int fd) {
  clients[fd].is_open = 0;
  clients[fd].in.length = clients[fd].tail.length = 0;
  close(fd);
  for (int r = 0; r < ROOMS_MAX; r++)
    for (size_t i = 0; i < rooms[r].count; i++)
      if (rooms[r].members[i] == fd) rooms[r].members[i--] = rooms[r].members[--rooms[r].count];
}

static void give(int fd, const uint8_t *bytes, size_t length) {
  Client *c = &clients[fd];
  size_t taken = 0;
  if (c->tail.length == 0) {
    ssize_t n = send(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    taken = n > 0 ? (size_t)n : 0;
  }
  if (taken == length) return;
  if (c->tail.length == 0) watch(fd, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
  append(&c->tail, bytes + taken, length - taken);
}

static void give_rest(int fd) {
  Buffer *tail = &clients[fd].tail;
  ssize_t n = send(fd, tail->bytes, tail->length, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (n <= 0) return;
  memmove(tail->bytes, tail->bytes + n, tail->length - n);
  tail->length -= n;
  if (tail->length == 0) watch(fd, EPOLL_CTL_MOD, EPOLLIN);
}

static Room *room_of(const uint8_t *topic) {
  const uint8_t *digits = topic + ROOM_OFFSET;
  return &rooms[(digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0')];
}

static void obey(int fd, const uint8_t *packet, const uint8_t *body, size_t length) {
  switch (packet[0] >> 4) {
    case 1: give(fd, (const uint8_t[]){0x20, 2, 0, 0}, 4); return;
    case 3: append(&room_of(body + 2)->said, packet, length); return;
    case 8: {
      Room *room = room_of(body + 4);
      if (room->count == room->capacity)
        room->members = realloc(room->members, (room->capacity += 256) * sizeof(int));
      room->members[room->count++] = fd;
      give(fd, (const uint8_t[]){0x90, 3, body[0], body[1], 0}, 5);
      return;
    }
    case 12: give(fd, (const uint8_t[]){0xd0, 0}, 2); return;
    default: return;
  }
}

static void hear(int fd) {
  static uint8_t chunk[READ_BYTES];
  ssize_t n = recv(fd, chunk, sizeof chunk, MSG_DONTWAIT);
  if (n == 0 || (n < 0 && errno != EAGAIN)) return end(fd);
  if (n < 0) return;
  Buffer *in = &clients[fd].in;
  append(in, chunk, n);
  size_t at = 0;
  while (in->length - at >= 2) {
    size_t remaining = 0, head = 1, shift = 0;
    do remaining |= (size_t)(in->bytes[at + head] & 0x7f) << shift, shift += 7;
    while (in->bytes[at + head++] & 0x80 && at + head < in->length);
    if (at + head + remaining > in->length) break;
    obey(fd, in->bytes + at, in->bytes + at + head, head + remaining);
    at += head + remaining;
  }
  memmove(in->bytes, in->bytes + at, in->length - at);
  in->length -= at;
}

static void flush(void) {
  for (int r = 0; r < ROOMS_MAX; r++) {
    Room *room = &rooms[r];
    if (room->said.length == 0) continue;
    for (size_t i = 0; i < room->count; i++) give(room->members[i], room->said.bytes, room->said.length);
    room->said.length = 0;
  }
}

int main(int argc, char **argv) {
  int on = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 0)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 512) != 0) return 1;
  epoll_fd = epoll_create1(0);
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  struct itimerspec every = {{0, FLUSH_NS}, {0, FLUSH_NS}};
  timerfd_settime(timer, 0, &every, NULL);
  watch(listener, EPOLL_CTL_ADD, EPOLLIN);
  watch(timer, EPOLL_CTL_ADD, EPOLLIN);
  for (;;) {
    struct epoll_event events[256];
    int ready = epoll_wait(epoll_fd, events, 256, -1);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) {
        int client = accept(listener, NULL, NULL);
        if (client < 0 || client >= FDS_MAX) { close(client); continue; }
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        clients[client].is_open = 1;
        watch(client, EPOLL_CTL_ADD, EPOLLIN);
      } else if (fd == timer) {
        uint64_t ticks;
        if (read(timer, &ticks, sizeof ticks) > 0) flush();
      } else {
        if (clients[fd].is_open && events[i].events & EPOLLOUT) give_rest(fd);
        if (clients[fd].is_open && events[i].events & ~EPOLLOUT) hear(fd);
      }
    }
  }
}
