"""The three steps of an upload, and files.info and files.delete."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.playground.blocks import Json
from bot.playground.errors import Refused
from bot.playground.workspace import Workspace
from bot.playground.world import World


@dataclass
class File:
    """An uploaded file; `content` comes with the second step, `channels` with the third."""

    id: str
    name: str
    length: int
    title: str = ""
    content: bytes | None = None
    channels: list[str] = field(default_factory=list)

    def payload(self, now: int) -> Json:
        """Return the file object of answers."""
        return {
            "id": self.id,
            "created": now,
            "name": self.name,
            "title": self.title or self.name,
            "size": self.length,
            "channels": self.channels,
        }


def get_upload_url(world: World, team: Workspace, args: Json) -> Json:
    """Promise a place for a file of that name and length."""
    name, length = args.get("filename"), int(args.get("length") or 0)
    if not name or length < 1:
        raise Refused("missing_argument", needed="filename, length")
    file = File(world.new_id("F0"), str(name), length)
    team.files[file.id] = file
    return {"upload_url": f"{world.api_url}upload/{team.id}/{file.id}", "file_id": file.id}


def upload(team: Workspace, file_id: str, content: bytes) -> bool:
    """Take the bytes; False if no such upload was promised or the length is another."""
    file = team.files.get(file_id)
    if file is None or len(content) != file.length:
        return False
    file.content = content
    return True


def complete_upload(world: World, team: Workspace, args: Json) -> Json:
    """Finish uploads and share them in a channel. A user id is no channel here."""
    asked = args.get("files")
    if not isinstance(asked, list) or not asked:
        raise Refused("invalid_arguments", ["[ERROR] missing required field: files"])
    channel_id = args.get("channel_id")
    channel = team.channels.get(str(channel_id)) if channel_id else None
    if channel_id and (channel is None or not channel.has_app):
        raise Refused("channel_not_found")
    done = [_finish(team, one) for one in asked]
    if channel is not None:
        for file in done:
            file.channels.append(channel.id)
        names = ", ".join(file.name for file in done)
        text = f"{args.get('initial_comment') or ''} [{names}]".strip()
        world.post(team, channel, {"text": text}, way="files.completeUploadExternal")
    now = int(world.now().timestamp())
    return {"files": [file.payload(now) for file in done]}


def info(world: World, team: Workspace, args: Json) -> Json:
    """Tell about a file."""
    return {"file": _found(team, args.get("file")).payload(int(world.now().timestamp()))}


def delete(_world: World, team: Workspace, args: Json) -> Json:
    """Delete a file."""
    del team.files[_found(team, args.get("file")).id]
    return {}


def _finish(team: Workspace, asked: Json) -> File:
    file = _found(team, asked.get("id"))
    if file.content is None:
        raise Refused("file_not_found", ["the bytes of the file never came"])
    file.title = asked.get("title") or file.name
    return file


def _found(team: Workspace, file_id: object) -> File:
    file = team.files.get(str(file_id))
    if not isinstance(file, File):
        raise Refused("file_not_found")
    return file
