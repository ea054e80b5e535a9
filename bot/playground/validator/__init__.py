"""Refuses what Slack would refuse. Written from Slack's documented limits, on its own: it imports
neither the library that builds the bot's blocks nor anything of the bot, so the two check each
other."""

from bot.playground.validator.checks import Problem
from bot.playground.validator.surfaces import message_problems, options_problems, view_problems

__all__ = ["Problem", "message_problems", "options_problems", "view_problems"]
