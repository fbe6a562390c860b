#define _GNU_SOURCE
#include "recorder.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct header {
  uint32_t magic, type;
  uint64_t sequence, inode;
  int64_t offset;
  uint32_t path_bytes, data_bytes;
};

struct control {
  pthread_mutex_t lock;
  uint64_t sequence;
};

static char root[PATH_MAX], marks[PATH_MAX];
static size_t root_bytes;
static int log_fd = -1;
static struct control *control;

__attribute__((constructor)) static void begin(void) {
  const char *dir = getenv("POWER_CUT_DIR"), *log = getenv("POWER_CUT_LOG"), *mark = getenv("POWER_CUT_MARKS");
  if (!dir || !log || strlen(dir) >= sizeof root) return;
  char name[PATH_MAX];
  snprintf(name, sizeof name, "%s.control", log);
  /* The first process of the tree makes the page before it can have children; the others find it. */
  int fd = syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int fresh = fd >= 0;
  if (!fresh) fd = syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CLOEXEC);
  if (fd < 0 || (fresh && syscall(SYS_ftruncate, fd, sizeof *control))) abort();
  control = (void *)syscall(SYS_mmap, NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  syscall(SYS_close, fd);
  if (control == MAP_FAILED) abort();
  if (fresh) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&control->lock, &attributes);
  }
  log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log_fd < 0) abort();
  strcpy(root, dir);
  root_bytes = strlen(root);
  if (mark && strlen(mark) < sizeof marks) strcpy(marks, mark);
}

void lock(void) {
  if (pthread_mutex_lock(&control->lock) == EOWNERDEAD) pthread_mutex_consistent(&control->lock);
}

void unlock(void) { pthread_mutex_unlock(&control->lock); }

/* One record, in one write; a log that can't be written would be a lie, so the process ends. */
uint64_t record(uint32_t type, uint64_t inode, int64_t offset, const char *path, const struct iovec *data, int parts, size_t data_bytes) {
  struct header header = {0x54554350, type, ++control->sequence, inode, offset, (uint32_t)strlen(path), (uint32_t)data_bytes};
  struct iovec all[2 + 64] = {{&header, sizeof header}, {(void *)path, header.path_bytes}};
  size_t total = sizeof header + header.path_bytes + data_bytes, left = data_bytes;
  int count = 2;
  if (parts > 64) abort();
  for (int i = 0; i < parts && left; i++, count++) {
    size_t bytes = data[i].iov_len < left ? data[i].iov_len : left;
    all[count] = (struct iovec){data[i].iov_base, bytes};
    left -= bytes;
  }
  if (syscall(SYS_writev, log_fd, all, count) != (long)total) abort();
  return header.sequence;
}

uint64_t note(uint32_t type, uint64_t inode, int64_t offset, const char *path) { return record(type, inode, offset, path, NULL, 0, 0); }

int inside(const char *path) {
  size_t bytes = strlen(path);
  if (log_fd < 0 || strncmp(path, root, root_bytes) || (path[root_bytes] && path[root_bytes] != '/')) return 0;
  if (bytes > 10 && !strcmp(path + bytes - 10, " (deleted)")) bytes -= 10;
  return !(bytes > 4 && !strncmp(path + bytes - 4, "-shm", 4));
}

int name_of(int fd, char *path) {
  if (log_fd < 0) return 0;
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t bytes = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
  if (bytes < 0) return 0;
  path[bytes] = 0;
  return 1;
}

uint64_t inode_of(int fd) {
  struct stat about;
  return fstat(fd, &about) ? 0 : about.st_ino;
}

int watched(int fd, char *path) {
  int before = errno;
  int yes = fd >= 0 && name_of(fd, path) && inside(path);
  errno = before;
  return yes;
}

int is_marks(const char *path) { return marks[0] && !strcmp(path, marks); }

int resolve(int at, const char *path, char *out) {
  if (log_fd < 0) return 0;
  int before = errno;
  char folder[PATH_MAX];
  if (strlen(path) >= sizeof folder) return 0;
  strcpy(folder, path);
  size_t bytes = strlen(folder);
  while (bytes > 1 && folder[bytes - 1] == '/') folder[--bytes] = 0;
  char *slash = strrchr(folder, '/');
  const char *last = slash ? slash + 1 : folder;
  char base[NAME_MAX + 1];
  snprintf(base, sizeof base, "%s", last);
  if (slash == folder) folder[1] = 0;
  else if (slash) *slash = 0;
  else strcpy(folder, ".");
  int fd = syscall(SYS_openat, at, folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  int ok = fd >= 0 && name_of(fd, out) && strlen(out) + strlen(base) + 2 < PATH_MAX;
  if (fd >= 0) syscall(SYS_close, fd);
  if (ok) strcat(strcat(out, "/"), base);
  errno = before;
  return ok && inside(out);
}
