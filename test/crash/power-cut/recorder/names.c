/* What changes the names in a folder. */
#define _GNU_SOURCE
#include "recorder.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int opened(int at, const char *name, int flags, mode_t mode) {
  char path[PATH_MAX];
  int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC));
  if (!writes || (flags & O_TMPFILE) == O_TMPFILE || !resolve(at, name, path)) return syscall(SYS_openat, at, name, flags, mode);
  lock();
  int created = 0, fd = -1;
  if (flags & O_CREAT) {
    fd = syscall(SYS_openat, at, name, flags | O_EXCL, mode);
    created = fd >= 0;
  }
  if (fd < 0 && !(flags & O_EXCL)) fd = syscall(SYS_openat, at, name, flags, mode);
  int after = errno;
  if (fd >= 0 && name_of(fd, path) && inside(path)) {
    if (created) note(CREATE, inode_of(fd), 0, path);
    else if (flags & O_TRUNC) note(SIZE, inode_of(fd), 0, path);
  }
  unlock();
  errno = after;
  return fd;
}

#define MODE(last)                                     \
  mode_t mode = 0;                                     \
  if (flags & (O_CREAT | O_TMPFILE)) {                 \
    va_list rest;                                      \
    va_start(rest, last);                              \
    mode = va_arg(rest, mode_t);                       \
    va_end(rest);                                      \
  }
int open(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int openat(int at, const char *name, int flags, ...) { MODE(flags) return opened(at, name, flags, mode); }
int openat64(int at, const char *name, int flags, ...) { MODE(flags) return opened(at, name, flags, mode); }
int __open_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }
int __open64_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }
int __openat_2(int at, const char *name, int flags) { return opened(at, name, flags, 0); }
int __openat64_2(int at, const char *name, int flags) { return opened(at, name, flags, 0); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return creat(name, mode); }

static uint64_t inode_at(int at, const char *name) {
  struct stat about;
  return fstatat(at, name, &about, AT_SYMLINK_NOFOLLOW) ? 0 : about.st_ino;
}

static int removed(int at, const char *name, int flags) {
  char path[PATH_MAX];
  int log = resolve(at, name, path);
  if (log) lock();
  uint64_t inode = log ? inode_at(at, name) : 0;
  int result = syscall(SYS_unlinkat, at, name, flags);
  if (log && !result) note(flags & AT_REMOVEDIR ? RMDIR : UNLINK, inode, 0, path);
  if (log) unlock();
  return result;
}
int unlink(const char *name) { return removed(AT_FDCWD, name, 0); }
int unlinkat(int at, const char *name, int flags) { return removed(at, name, flags); }
int rmdir(const char *name) { return removed(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) {
  int before = errno;
  if (!unlink(name)) return 0;
  if (errno != EISDIR) return -1;
  errno = before;
  return rmdir(name);
}

static int made(int at, const char *name, mode_t mode) {
  char path[PATH_MAX];
  int log = resolve(at, name, path);
  if (log) lock();
  int result = syscall(SYS_mkdirat, at, name, mode);
  if (log && !result) note(MKDIR, inode_at(at, name), 0, path);
  if (log) unlock();
  return result;
}
int mkdir(const char *name, mode_t mode) { return made(AT_FDCWD, name, mode); }
int mkdirat(int at, const char *name, mode_t mode) { return made(at, name, mode); }

static int moved(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
  char source[PATH_MAX], target[PATH_MAX];
  int leaves = resolve(from_at, from, source), enters = resolve(to_at, to, target);
  int log = leaves || enters;
  if (log) lock();
  uint64_t inode = log ? inode_at(from_at, from) : 0;
  int result = syscall(SYS_renameat2, from_at, from, to_at, to, flags);
  if (log && !result) {
    if (leaves && enters && !(flags & RENAME_EXCHANGE)) record(RENAME, inode, 0, source, &(struct iovec){target, strlen(target)}, 1, strlen(target));
    else if (leaves && !enters) note(UNLINK, inode, 0, source);
    else note(CAVEAT, 0, 0, "a file was moved in from outside, or two were exchanged");
  }
  if (log) unlock();
  return result;
}
int rename(const char *from, const char *to) { return moved(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_at, const char *from, int to_at, const char *to) { return moved(from_at, from, to_at, to, 0); }
int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags) { return moved(from_at, from, to_at, to, flags); }

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
  char target[PATH_MAX];
  int log = resolve(to_at, to, target);
  if (log) lock();
  int result = syscall(SYS_linkat, from_at, from, to_at, to, flags);
  if (log && !result) note(LINK, inode_at(to_at, to), 0, target);
  if (log) unlock();
  return result;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
